/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "making.h"
#include "store_failure.h"

#include <errno.h>
#include <math.h>
#include <string.h>

enum { DEFLATE_LEVEL = 4 };

bool muster_making_fine(const struct muster_making *making)
{
    return making->failure->status == MUSTER_OK;
}

void muster_making_no_memory(struct muster_making *making)
{
    if (muster_making_fine(making))
        muster_failure_memory(making->failure);
}

void muster_making_failed(struct muster_making *making, const char *what, int error,
                          const char *reason)
{
    bool full = error == ENOSPC || error == EFBIG || error == EDQUOT;
    if (error == ENOMEM)
        muster_making_no_memory(making);
    if (muster_making_fine(making))
        muster_failure_set(making->failure, MUSTER_IO_FAILED,
                           "cannot write %s (%s): %s; every replication done is kept in %s: %s and "
                           "run the same command again with --resume",
                           making->path, what, error ? strerror(error) : reason,
                           muster_journal_folder(making->journal),
                           full ? "free some space" : "put that right");
}

bool muster_making_ok(struct muster_making *making, long long code, const char *what)
{
    if (muster_making_fine(making) && code < 0) {
        char reason[128];
        int error = muster_hdf5_error(reason, sizeof reason);
        muster_making_failed(making, what, error, reason);
    }
    return muster_making_fine(making);
}

void muster_making_close(struct muster_making *making, hid_t *id, const char *what)
{
    if (!muster_hdf5_close(id))
        muster_making_ok(making, -1, what);
}

/* ---- attributes and datasets ---- */

void muster_making_text(struct muster_making *making, hid_t object, const char *name,
                        const char *text)
{
    if (!muster_making_fine(making))
        return;
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR), attribute = H5I_INVALID_HID;
    muster_making_ok(making, H5Tset_size(type, strlen(text) + 1), name);
    muster_making_ok(making, H5Tset_cset(type, H5T_CSET_UTF8), name);
    if (muster_making_fine(making))
        attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (muster_making_ok(making, attribute, name))
        muster_making_ok(making, H5Awrite(attribute, type, text), name);
    muster_making_close(making, &attribute, name);
    muster_making_close(making, &space, name);
    muster_making_close(making, &type, name);
}

static hid_t creation(struct muster_making *making, const struct muster_making_plan *plan)
{
    hid_t list = H5Pcreate(H5P_DATASET_CREATE);
    const double undefined = NAN;
    muster_making_ok(making, list, plan->path);
    /* Times of making would differ from run to run. */
    muster_making_ok(making, H5Pset_obj_track_times(list, false), plan->path);
    if (H5Tget_class(plan->type) == H5T_FLOAT)
        muster_making_ok(making, H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &undefined),
                         plan->path);
    if (plan->chunk[0] > 0) {
        muster_making_ok(making, H5Pset_chunk(list, plan->rank, plan->chunk), plan->path);
        muster_making_ok(making, H5Pset_shuffle(list), plan->path);
        muster_making_ok(making, H5Pset_deflate(list, DEFLATE_LEVEL), plan->path);
        muster_making_ok(making, H5Pset_fletcher32(list), plan->path);
    }
    return list;
}

hid_t muster_making_dataset(struct muster_making *making, const struct muster_making_plan *plan)
{
    if (!muster_making_fine(making))
        return H5I_INVALID_HID;
    hid_t list = creation(making, plan), access = H5Pcreate(H5P_DATASET_ACCESS);
    hid_t space =
        plan->rank ? H5Screate_simple(plan->rank, plan->length, NULL) : H5Screate(H5S_SCALAR);
    hid_t dataset = H5I_INVALID_HID;
    if (plan->whole_chunks)
        muster_making_ok(making, H5Pset_chunk_cache(access, 1, 0, H5D_CHUNK_CACHE_W0_DEFAULT),
                         plan->path);
    if (muster_making_fine(making))
        dataset = H5Dcreate2(making->file, plan->path, plan->type, space, making->with_groups, list,
                             access);
    muster_making_ok(making, dataset, plan->path);
    muster_making_text(making, dataset, "units", plan->unit);
    muster_making_text(making, dataset, "long_name", plan->long_name);
    muster_making_close(making, &space, plan->path);
    muster_making_close(making, &access, plan->path);
    muster_making_close(making, &list, plan->path);
    return dataset;
}

void muster_making_values(struct muster_making *making, hid_t dataset, hid_t type,
                          const void *values, const char *path)
{
    if (muster_making_fine(making))
        muster_making_ok(making, H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
                         path);
}
