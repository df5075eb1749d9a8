/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checksum.h"
#include "hdf5_call.h"
#include "manifest.h"
#include "packer.h"
#include "results.h"
#include "store_file.h"
#include "store_seal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <hdf5_hl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEFLATE_LEVEL = 4, LONG_CHUNK = 1024, EXTRA_CHUNK_BYTES = 1 << 18 };

/* A file being made. Once `failure` is set every step does nothing, so steps need no own checks. */
struct making {
    struct muster_failure *failure;
    const char *path;
    char *temporary;
    const struct muster_question *question;
    struct muster_journal *journal;
    size_t replications;
    struct muster_extras extras;
    const atomic_int *stop; /* may be NULL */
    struct muster_store_layout layout;
    hid_t file;
    hid_t text_type;   /* variable length, UTF-8 */
    hid_t with_groups; /* link creation: make missing groups */
    hid_t scale[MUSTER_AXES];
    size_t axis_length[MUSTER_AXES];
    hid_t *extra_scale; /* [extras.axis_count] */
    hid_t *field;       /* [layout.field_count] */
    size_t batch;
    unsigned char *block;  /* [batch] tallies */
    unsigned char *values; /* [batch] of the largest field */
    unsigned char *back;   /* a packed chunk read back */
    struct muster_packer *packer;
    struct muster_crc_table crc;
    uint32_t *written, *read; /* [layout.field_count] CRC-32C of what went through */
};

static bool fine(const struct making *making)
{
    return making->failure->status == MUSTER_OK;
}

static void out_of_memory(struct making *making)
{
    if (fine(making))
        muster_failure_memory(making->failure);
}

/* The world failed: say what, why, and that nothing is lost. */
static void io_failed(struct making *making, const char *what, int error, const char *reason)
{
    bool full = error == ENOSPC || error == EFBIG || error == EDQUOT;
    if (error == ENOMEM)
        out_of_memory(making);
    if (fine(making))
        muster_failure_set(making->failure, MUSTER_IO_FAILED,
                           "cannot write %s (%s): %s; every replication done is kept in %s: %s and "
                           "run the same command again with --resume",
                           making->path, what, error ? strerror(error) : reason,
                           muster_journal_folder(making->journal),
                           full ? "free some space" : "put that right");
}

/* Checks an HDF5 return code. */
static bool ok(struct making *making, long long code, const char *what)
{
    if (fine(making) && code < 0) {
        char reason[128];
        int error = muster_hdf5_error(reason, sizeof reason);
        io_failed(making, what, error, reason);
    }
    return fine(making);
}

static void close_id(struct making *making, hid_t *id, const char *what)
{
    if (!muster_hdf5_close(id))
        ok(making, -1, what);
}

/* ---- attributes and datasets ---- */

static void set_text(struct making *making, hid_t object, const char *name, const char *text)
{
    if (!fine(making))
        return;
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR), attribute = H5I_INVALID_HID;
    ok(making, H5Tset_size(type, strlen(text) + 1), name);
    ok(making, H5Tset_cset(type, H5T_CSET_UTF8), name);
    if (fine(making))
        attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (ok(making, attribute, name))
        ok(making, H5Awrite(attribute, type, text), name);
    close_id(making, &attribute, name);
    close_id(making, &space, name);
    close_id(making, &type, name);
}

static void set_number(struct making *making, const char *name, uint64_t number)
{
    if (!fine(making))
        return;
    hid_t space = H5Screate(H5S_SCALAR);
    hid_t attribute =
        H5Acreate2(making->file, name, H5T_STD_U64LE, space, H5P_DEFAULT, H5P_DEFAULT);
    if (ok(making, attribute, name))
        ok(making, H5Awrite(attribute, H5T_NATIVE_UINT64, &number), name);
    close_id(making, &attribute, name);
    close_id(making, &space, name);
}

/* What a new dataset is. chunk[0] = 0: neither chunked nor filtered. */
struct plan {
    const char *path, *unit, *long_name;
    hid_t type;
    int rank;
    hsize_t length[MUSTER_RANK_MOST];
    hsize_t chunk[MUSTER_RANK_MOST];
    bool whole_chunks; /* always written chunk by chunk: no cache */
};

static hid_t creation(struct making *making, const struct plan *plan)
{
    hid_t list = H5Pcreate(H5P_DATASET_CREATE);
    const double undefined = NAN;
    ok(making, list, plan->path);
    /* Times of making would differ from run to run. */
    ok(making, H5Pset_obj_track_times(list, false), plan->path);
    if (H5Tget_class(plan->type) == H5T_FLOAT)
        ok(making, H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &undefined), plan->path);
    if (plan->chunk[0] > 0) {
        ok(making, H5Pset_chunk(list, plan->rank, plan->chunk), plan->path);
        ok(making, H5Pset_shuffle(list), plan->path);
        ok(making, H5Pset_deflate(list, DEFLATE_LEVEL), plan->path);
        ok(making, H5Pset_fletcher32(list), plan->path);
    }
    return list;
}

static hid_t make(struct making *making, const struct plan *plan)
{
    if (!fine(making))
        return H5I_INVALID_HID;
    hid_t list = creation(making, plan), access = H5Pcreate(H5P_DATASET_ACCESS);
    hid_t space =
        plan->rank ? H5Screate_simple(plan->rank, plan->length, NULL) : H5Screate(H5S_SCALAR);
    hid_t dataset = H5I_INVALID_HID;
    if (plan->whole_chunks)
        ok(making, H5Pset_chunk_cache(access, 1, 0, H5D_CHUNK_CACHE_W0_DEFAULT), plan->path);
    if (fine(making))
        dataset = H5Dcreate2(making->file, plan->path, plan->type, space, making->with_groups, list,
                             access);
    ok(making, dataset, plan->path);
    set_text(making, dataset, "units", plan->unit);
    set_text(making, dataset, "long_name", plan->long_name);
    close_id(making, &space, plan->path);
    close_id(making, &access, plan->path);
    close_id(making, &list, plan->path);
    return dataset;
}

static void write_all(struct making *making, hid_t dataset, hid_t type, const void *values,
                      const char *path)
{
    if (fine(making))
        ok(making, H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), path);
}

static void write_scalar_text(struct making *making, const char *path, const char *long_name,
                              const char *text)
{
    struct plan plan = {path, "", long_name, making->text_type, 0, {0}, {0}, false};
    hid_t dataset = make(making, &plan);
    write_all(making, dataset, making->text_type, &text, path);
    close_id(making, &dataset, path);
}

/* ---- axes ---- */

/* Makes /axes/NAME and its link in /, and leaves it open. */
static hid_t make_scale(struct making *making, const struct muster_results_axis *axis)
{
    char path[128];
    snprintf(path, sizeof path, "/axes/%s", axis->name);
    hid_t type = axis->data == MUSTER_DATA_TEXT     ? making->text_type
                 : axis->data == MUSTER_DATA_DOUBLE ? H5T_IEEE_F64LE
                                                    : H5T_STD_I32LE;
    hid_t memory = axis->data == MUSTER_DATA_TEXT     ? making->text_type
                   : axis->data == MUSTER_DATA_DOUBLE ? H5T_NATIVE_DOUBLE
                                                      : H5T_NATIVE_INT32;
    struct plan plan = {path, axis->unit, axis->long_name, type, 1, {axis->length}, {0}, false};
    if (axis->data != MUSTER_DATA_TEXT)
        plan.chunk[0] = axis->length < 65536 ? axis->length : 65536;
    hid_t scale = make(making, &plan);
    write_all(making, scale, memory, axis->values, path);
    if (fine(making) && ok(making, H5DSset_scale(scale, axis->name), path))
        ok(making,
           H5Lcreate_hard(making->file, path, making->file, axis->name, H5P_DEFAULT, H5P_DEFAULT),
           path);
    return scale;
}

static int32_t *counting(size_t length, int32_t from)
{
    int32_t *number = malloc(length * sizeof *number);
    for (size_t i = 0; number && i < length; i++)
        number[i] = from + (int32_t)i;
    return number;
}

static void standard_scale(struct making *making, enum muster_axis_id id, enum muster_data data,
                           const void *values)
{
    const struct muster_axis_name *is = &muster_axis_name[id];
    if (!values)
        out_of_memory(making);
    if (!fine(making) || making->axis_length[id] == 0)
        return;
    struct muster_results_axis axis = {is->name, is->unit, is->sentence, making->axis_length[id],
                                       data,     values};
    making->scale[id] = make_scale(making, &axis);
}

/* Names of the candidates, services, groups and targets. */
static void name_scales(struct making *making)
{
    const struct muster_question *question = making->question;
    const struct muster_scenario *base = &question->candidate[0].scenario;
    const struct muster_shape *shape = &making->layout.shape;
    size_t most = question->candidate_count + shape->services + shape->groups + shape->targets +
                  question->candidate[0].setting_count + 1;
    const char **name = calloc(most, sizeof *name);
    for (size_t i = 0; name && i < question->candidate_count; i++)
        name[i] = question->candidate[i].name;
    standard_scale(making, MUSTER_AXIS_CANDIDATE, MUSTER_DATA_TEXT, name);
    for (size_t i = 0; name && i < shape->services; i++)
        name[i] = base->service[i].name;
    standard_scale(making, MUSTER_AXIS_SERVICE, MUSTER_DATA_TEXT, name);
    if (name)
        name[shape->services] = "all";
    standard_scale(making, MUSTER_AXIS_SERVICE_AND_ALL, MUSTER_DATA_TEXT, name);
    for (size_t i = 0; name && i < shape->groups; i++)
        name[i] = base->group[i].name;
    standard_scale(making, MUSTER_AXIS_GROUP, MUSTER_DATA_TEXT, name);
    for (size_t i = 0; name && i < shape->targets; i++)
        name[i] = base->target[i].text;
    standard_scale(making, MUSTER_AXIS_TARGET, MUSTER_DATA_TEXT, name);
    for (size_t i = 0; name && i < question->candidate[0].setting_count; i++)
        name[i] = question->candidate[0].setting[i].key;
    standard_scale(making, MUSTER_AXIS_SETTING, MUSTER_DATA_TEXT, name);
    free(name);
}

static void label_scale(struct making *making, enum muster_axis_id id,
                        void label(char text[16], const struct muster_shape *shape, size_t window))
{
    size_t length = making->axis_length[id];
    char(*text)[16] = calloc(length + 1, sizeof *text);
    const char **name = calloc(length + 1, sizeof *name);
    for (size_t i = 0; text && name && i < length; i++) {
        label(text[i], &making->layout.shape, i);
        name[i] = text[i];
    }
    standard_scale(making, id, MUSTER_DATA_TEXT, text ? name : NULL);
    free(name);
    free(text);
}

static void number_scales(struct making *making)
{
    const struct muster_shape *shape = &making->layout.shape;
    int32_t *replication = counting(making->replications, 0);
    int32_t *day = counting(shape->days, shape->start);
    size_t most = shape->intervals > MUSTER_WAIT_BINS ? shape->intervals : MUSTER_WAIT_BINS;
    double *value = calloc(most, sizeof *value);
    standard_scale(making, MUSTER_AXIS_REPLICATION, MUSTER_DATA_INT32, replication);
    standard_scale(making, MUSTER_AXIS_DAY, MUSTER_DATA_INT32, day);
    for (size_t i = 0; value && i < shape->intervals; i++)
        value[i] = (double)i * shape->interval_s;
    standard_scale(making, MUSTER_AXIS_INTERVAL, MUSTER_DATA_DOUBLE, value);
    for (size_t i = 0; value && i < MUSTER_WAIT_BINS; i++)
        value[i] = muster_wait_bin_low(i);
    standard_scale(making, MUSTER_AXIS_WAIT_BIN, MUSTER_DATA_DOUBLE, value);
    free(value);
    free(day);
    free(replication);
}

static void extra_scales(struct making *making)
{
    for (size_t i = 0; fine(making) && i < making->extras.axis_count; i++) {
        struct muster_results_axis axis = making->extras.axis[i];
        int32_t *number = NULL;
        if (!axis.values) {
            axis.values = number = counting(axis.length, 0);
            axis.data = MUSTER_DATA_INT32;
        }
        if (!axis.values)
            out_of_memory(making);
        else
            making->extra_scale[i] = make_scale(making, &axis);
        free(number);
    }
}

static void attach(struct making *making, hid_t dataset, int dimension, hid_t scale,
                   const char *path)
{
    if (fine(making))
        ok(making, H5DSattach_scale(dataset, scale, (unsigned)dimension), path);
}

/* ---- candidates ---- */

static const char *setting_text(const struct muster_candidate *candidate, size_t setting)
{
    return setting < candidate->setting_count && candidate->setting[setting].text
               ? candidate->setting[setting].text
               : "";
}

static void write_settings(struct making *making, size_t candidates, size_t settings)
{
    const char *path = "/candidates/settings";
    const char **text = calloc(candidates * settings + 1, sizeof *text);
    if (!text)
        out_of_memory(making);
    for (size_t c = 0; text && c < candidates; c++)
        for (size_t s = 0; s < settings; s++)
            text[c * settings + s] = setting_text(&making->question->candidate[c], s);
    struct plan plan = {path,
                        "",
                        "what each candidate sets, as written",
                        making->text_type,
                        2,
                        {candidates, settings},
                        {0},
                        false};
    hid_t dataset = make(making, &plan);
    write_all(making, dataset, making->text_type, text, path);
    attach(making, dataset, 0, making->scale[MUSTER_AXIS_CANDIDATE], path);
    attach(making, dataset, 1, making->scale[MUSTER_AXIS_SETTING], path);
    close_id(making, &dataset, path);
    free(text);
}

static void write_candidates(struct making *making)
{
    const char *path = "/candidates/name";
    size_t candidates = making->question->candidate_count;
    const char **name = calloc(candidates, sizeof *name);
    if (!name)
        out_of_memory(making);
    for (size_t c = 0; name && c < candidates; c++)
        name[c] = making->question->candidate[c].name;
    struct plan plan = {path, "",   "name of the candidate", making->text_type, 1, {candidates},
                        {0},  false};
    hid_t dataset = make(making, &plan);
    write_all(making, dataset, making->text_type, name, path);
    attach(making, dataset, 0, making->scale[MUSTER_AXIS_CANDIDATE], path);
    close_id(making, &dataset, path);
    free(name);
    if (making->axis_length[MUSTER_AXIS_SETTING] > 0)
        write_settings(making, candidates, making->axis_length[MUSTER_AXIS_SETTING]);
}

static void write_head(struct making *making)
{
    const struct muster_question *question = making->question;
    set_text(making, making->file, "format", MUSTER_STORE_FORMAT);
    set_text(making, making->file, "version", MUSTER_VERSION);
    set_number(making, "seed", question->seed);
    set_text(making, making->file, "Conventions", "CF-1.8");
    write_scalar_text(making, "/scenario/as_read", "the scenario file as it was read",
                      question->as_read);
    write_scalar_text(making, "/scenario/resolved",
                      "the scenario with includes and settings applied", question->resolved);
    write_scalar_text(making, "/scenario/identity", "what a resumed run must have in common",
                      muster_journal_manifest(making->journal));
}

/* ---- the replications ---- */

static const char *unit_of(const struct making *making, const struct muster_field *field)
{
    const char *currency = making->question->candidate[0].scenario.currency;
    bool money = strcmp(field->unit, "currency") == 0;
    return money && currency && currency[0] ? currency : field->unit;
}

/* Fields of many values a replication go into the file chunk by chunk, packed here. */
static bool is_packed(const struct muster_field *field)
{
    return field->rank == 4;
}

static hid_t make_field(struct making *making, const struct muster_field *field)
{
    struct plan plan = {field->path,
                        unit_of(making, field),
                        field->sentence,
                        muster_hdf5_file_type(muster_field_file_type(field)),
                        field->rank,
                        {0},
                        {0},
                        is_packed(field)};
    for (int i = 0; i < field->rank; i++)
        plan.length[i] = plan.chunk[i] = making->axis_length[field->axis[i]];
    size_t along = is_packed(field) ? making->batch : LONG_CHUNK;
    plan.chunk[0] = 1;
    plan.chunk[1] = along < making->replications ? along : making->replications;
    hid_t dataset = make(making, &plan);
    for (int i = 0; i < field->rank; i++)
        attach(making, dataset, i, making->scale[field->axis[i]], field->path);
    return dataset;
}

/* Asked to stop, the making fails like any other; what may take long asks here first. */
static bool may_go_on(struct making *making)
{
    if (fine(making) && making->stop && *making->stop)
        muster_failure_set(making->failure, MUSTER_INTERRUPTED, "interrupted");
    return fine(making);
}

/* Reads replications first … first + count - 1 of a candidate from the journal. */
static bool fetch(struct making *making, size_t candidate, size_t first, size_t count)
{
    for (size_t i = 0; may_go_on(making) && i < count; i++)
        muster_journal_read(making->block + i * making->layout.bytes, making->failure,
                            making->journal, candidate, first + i);
    return fine(making);
}

/* The field's values of the fetched replications; those that a last chunk wants more are zeros. */
static void gather(const struct making *making, const struct muster_field *field, size_t count)
{
    size_t size = muster_field_elements(field) * muster_field_element_bytes(field);
    for (size_t i = 0; i < count; i++)
        muster_field_gather(making->values + i * size, &making->layout, field,
                            making->block + i * making->layout.bytes);
    memset(making->values + count * size, 0, (making->batch - count) * size);
}

/* Some replications of a field on their way into the file, or back out of it. */
struct part {
    size_t f;
    hsize_t start[4], length[4];
    bool back;
};

/* The values themselves, through HDF5's filters. */
static void move_values(struct making *making, const struct part *part)
{
    const struct muster_field *field = &making->layout.field[part->f];
    hid_t dataset = making->field[part->f];
    hid_t memory = H5Screate_simple(field->rank, part->length, NULL), space = H5Dget_space(dataset);
    hid_t type = muster_hdf5_memory_type(muster_field_file_type(field));
    ok(making, H5Sselect_hyperslab(space, H5S_SELECT_SET, part->start, NULL, part->length, NULL),
       field->path);
    if (fine(making))
        ok(making,
           part->back ? H5Dread(dataset, type, memory, space, H5P_DEFAULT, making->values)
                      : H5Dwrite(dataset, type, memory, space, H5P_DEFAULT, making->values),
           field->path);
    close_id(making, &space, field->path);
    close_id(making, &memory, field->path);
    size_t count = (size_t)part->length[1] * muster_field_elements(field);
    uint32_t *sum = part->back ? making->read : making->written;
    sum[part->f] = muster_crc(&making->crc, sum[part->f], making->values,
                              count * muster_field_element_bytes(field));
}

/* A whole chunk, packed. */
static void write_chunk(struct making *making, const struct part *part)
{
    const struct muster_field *field = &making->layout.field[part->f];
    enum muster_field_type type = muster_field_file_type(field);
    size_t size, count = making->batch * muster_field_elements(field);
    /* Does nothing where the machine's numbers are the file's. */
    ok(making,
       H5Tconvert(muster_hdf5_memory_type(type), muster_hdf5_file_type(type), count, making->values,
                  NULL, H5P_DEFAULT),
       field->path);
    const unsigned char *packed = muster_packer_pack(&size, making->packer, making->values, count,
                                                     muster_field_element_bytes(field));
    making->written[part->f] = muster_crc(&making->crc, making->written[part->f], packed, size);
    if (fine(making))
        ok(making,
           H5Dwrite_chunk(making->field[part->f], H5P_DEFAULT, 0, part->start, size, packed),
           field->path);
}

/* The same as it stands in the file. */
static void read_chunk(struct making *making, const struct part *part)
{
    const struct muster_field *field = &making->layout.field[part->f];
    hid_t dataset = making->field[part->f];
    size_t bytes = muster_field_elements(field) * muster_field_element_bytes(field);
    hsize_t size = 0;
    uint32_t unfiltered;
    if (ok(making, H5Dget_chunk_storage_size(dataset, part->start, &size), field->path) &&
        size <= muster_packed_most(making->batch * bytes) &&
        ok(making, H5Dread_chunk(dataset, H5P_DEFAULT, part->start, &unfiltered, making->back),
           field->path))
        making->read[part->f] =
            muster_crc(&making->crc, making->read[part->f], making->back, (size_t)size);
}

static void move(struct making *making, size_t f, size_t candidate, size_t first, size_t count,
                 bool back)
{
    const struct muster_field *field = &making->layout.field[f];
    struct part part = {f, {candidate, first, 0, 0}, {1, count, 1, 1}, back};
    for (int i = 2; i < field->rank; i++)
        part.length[i] = making->axis_length[field->axis[i]];
    if (!back)
        gather(making, field, count);
    if (!is_packed(field))
        move_values(making, &part);
    else if (back)
        read_chunk(making, &part);
    else
        write_chunk(making, &part);
}

/* Everything from the journal into the file, or back out of the file. */
static void stream(struct making *making, bool back)
{
    for (size_t c = 0; c < making->question->candidate_count; c++)
        for (size_t r = 0; r < making->replications; r += making->batch) {
            size_t left = making->replications - r;
            size_t count = left < making->batch ? left : making->batch;
            if (back ? !may_go_on(making) : !fetch(making, c, r, count))
                return;
            for (size_t f = 0; may_go_on(making) && f < making->layout.field_count; f++)
                move(making, f, c, r, count, back);
        }
}

/* Whether what came back is what was written. */
static void compare(struct making *making)
{
    for (size_t f = 0; fine(making) && f < making->layout.field_count; f++)
        if (making->read[f] != making->written[f])
            io_failed(making, making->layout.field[f].path, 0,
                      "what was written does not read back the same");
}

/* ---- the caller's datasets ---- */

/* The open scale and length of a named axis; false when there is none (a programmer's mistake). */
static bool find_axis(const struct making *making, hid_t *scale, size_t *length, const char *name)
{
    for (size_t i = 0; i < MUSTER_AXES; i++)
        if (strcmp(muster_axis_name[i].name, name) == 0) {
            *scale = making->scale[i];
            *length = making->axis_length[i];
            return true;
        }
    for (size_t i = 0; i < making->extras.axis_count; i++)
        if (strcmp(making->extras.axis[i].name, name) == 0) {
            *scale = making->extra_scale[i];
            *length = making->extras.axis[i].length;
            return true;
        }
    return false;
}

/* Chunks of at most EXTRA_CHUNK_BYTES, cut along the first dimensions. */
static void choose_chunk(struct plan *plan)
{
    size_t bytes = sizeof(double);
    for (int i = 0; i < plan->rank; i++) {
        plan->chunk[i] = plan->length[i];
        bytes *= plan->length[i];
    }
    for (int i = 0; i < plan->rank; i++)
        while (bytes > EXTRA_CHUNK_BYTES && plan->chunk[i] > 1) {
            bytes = bytes / plan->chunk[i] * ((plan->chunk[i] + 1) / 2);
            plan->chunk[i] = (plan->chunk[i] + 1) / 2;
        }
}

static void write_extra(struct making *making, const struct muster_dataset *extra)
{
    bool text = extra->data == MUSTER_DATA_TEXT, wide = extra->data == MUSTER_DATA_DOUBLE;
    struct plan plan = {extra->path,
                        extra->unit,
                        extra->long_name,
                        text   ? making->text_type
                        : wide ? H5T_IEEE_F64LE
                               : H5T_STD_I32LE,
                        extra->rank,
                        {0},
                        {0},
                        false};
    hid_t scale[MUSTER_RANK_MOST];
    assert(extra->rank >= 1 && extra->rank <= MUSTER_RANK_MOST);
    for (int i = 0; i < extra->rank; i++) {
        size_t length = 0;
        bool known = find_axis(making, &scale[i], &length, extra->axis[i]);
        assert(known);
        if (!known || length == 0)
            return; /* nothing to store, e.g. by group when there are no groups */
        plan.length[i] = length;
    }
    if (!text)
        choose_chunk(&plan);
    hid_t dataset = make(making, &plan);
    write_all(making, dataset,
              text   ? making->text_type
              : wide ? H5T_NATIVE_DOUBLE
                     : H5T_NATIVE_INT32,
              extra->values, extra->path);
    for (int i = 0; i < extra->rank; i++)
        attach(making, dataset, i, scale[i], extra->path);
    close_id(making, &dataset, extra->path);
}

/* Reads a dataset of numbers of the caller's back and compares. */
static void verify_extra(struct making *making, const struct muster_dataset *extra)
{
    if (extra->data == MUSTER_DATA_TEXT || H5Lexists(making->file, extra->path, H5P_DEFAULT) <= 0)
        return;
    bool wide = extra->data == MUSTER_DATA_DOUBLE;
    hid_t dataset = H5Dopen2(making->file, extra->path, H5P_DEFAULT), space = H5I_INVALID_HID;
    if (ok(making, dataset, extra->path))
        space = H5Dget_space(dataset);
    hssize_t count = fine(making) ? H5Sget_simple_extent_npoints(space) : 0;
    size_t size = (size_t)(count > 0 ? count : 0) * (wide ? sizeof(double) : sizeof(int32_t));
    void *back = malloc(size + 1);
    if (!back)
        out_of_memory(making);
    if (fine(making))
        ok(making,
           H5Dread(dataset, wide ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT32, H5S_ALL, H5S_ALL,
                   H5P_DEFAULT, back),
           extra->path);
    if (fine(making) && memcmp(back, extra->values, size) != 0)
        io_failed(making, extra->path, 0, "what was written does not read back the same");
    free(back);
    close_id(making, &space, extra->path);
    close_id(making, &dataset, extra->path);
}

/* ---- the whole ---- */

static void close_all(struct making *making)
{
    for (size_t i = 0; making->field && i < making->layout.field_count; i++)
        close_id(making, &making->field[i], making->layout.field[i].path);
    for (size_t i = 0; i < MUSTER_AXES; i++)
        close_id(making, &making->scale[i], muster_axis_name[i].name);
    for (size_t i = 0; making->extra_scale && i < making->extras.axis_count; i++)
        close_id(making, &making->extra_scale[i], making->extras.axis[i].name);
    /* A failed flush can be followed by a close that says all is well: look at both. */
    if (making->file >= 0)
        ok(making, H5Fflush(making->file, H5F_SCOPE_GLOBAL), "flush");
    close_id(making, &making->file, "close");
}

static void write_content(struct making *making)
{
    name_scales(making);
    number_scales(making);
    label_scale(making, MUSTER_AXIS_WEEK, muster_week_label);
    label_scale(making, MUSTER_AXIS_MONTH, muster_month_label);
    extra_scales(making);
    write_head(making);
    write_candidates(making);
    for (size_t i = 0; may_go_on(making) && i < making->layout.field_count; i++)
        making->field[i] = make_field(making, &making->layout.field[i]);
    if (fine(making))
        stream(making, false);
    for (size_t i = 0; may_go_on(making) && i < making->extras.dataset_count; i++)
        write_extra(making, &making->extras.dataset[i]);
}

static void write_temporary(struct making *making)
{
    hid_t access = muster_hdf5_access();
    if (ok(making, access, "prepare"))
        making->file = H5Fcreate(making->temporary, H5F_ACC_TRUNC, H5P_DEFAULT, access);
    if (ok(making, making->file, "create"))
        write_content(making);
    close_all(making);
    close_id(making, &access, "prepare");
}

static void seal_temporary(struct making *making)
{
    int error = fine(making) ? muster_seal_write(making->temporary) : 0;
    if (error == ENOMEM)
        out_of_memory(making);
    else if (error)
        io_failed(making, "seal", error, "");
}

/* Whether any reader would take the file. */
static void open_as_reader(struct making *making)
{
    struct muster_results *results = NULL;
    struct muster_failure said;
    if (!fine(making))
        return;
    if (muster_results_open(&results, &said, making->temporary) == MUSTER_NO_MEMORY)
        out_of_memory(making);
    else if (said.status != MUSTER_OK)
        io_failed(making, "read back", 0, said.text);
    muster_results_close(results);
}

/* Opens the closed file and compares it with what was written. */
static void verify_temporary(struct making *making)
{
    open_as_reader(making);
    hid_t access = muster_hdf5_access();
    if (fine(making) && ok(making, access, "prepare"))
        making->file = H5Fopen(making->temporary, H5F_ACC_RDONLY, access);
    ok(making, making->file, "reopen");
    for (size_t i = 0; fine(making) && i < making->layout.field_count; i++) {
        const char *path = making->layout.field[i].path;
        making->field[i] = H5Dopen2(making->file, path, H5P_DEFAULT);
        ok(making, making->field[i], path);
    }
    if (fine(making))
        stream(making, true);
    compare(making);
    for (size_t i = 0; fine(making) && i < making->extras.dataset_count; i++)
        verify_extra(making, &making->extras.dataset[i]);
    close_all(making);
    close_id(making, &access, "prepare");
}

/* The file has its name; what is left to do cannot harm it. */
static void almost_done(struct making *making, const char *what, int error)
{
    muster_failure_set(making->failure, MUSTER_IO_FAILED,
                       "%s is whole, but %s: %s; put that right and run the same command again "
                       "with --resume, which simulates nothing",
                       making->path, what, strerror(error));
}

/* From a complete temporary to the name that people know. */
static void publish(struct making *making)
{
    if (!may_go_on(making))
        return;
    int file = open(making->temporary, O_RDONLY | O_CLOEXEC);
    int error = file < 0 || fsync(file) != 0 ? errno : 0;
    if (file >= 0 && close(file) != 0 && !error)
        error = errno;
    if (!error && rename(making->temporary, making->path) != 0)
        error = errno;
    if (error) {
        io_failed(making, "publish", error, "");
        return;
    }
    error = muster_parent_sync(making->path);
    if (error)
        almost_done(making, "its folder could not be synced", error);
    else if ((error = muster_journal_remove(making->journal)) != 0)
        almost_done(making, "its journal could not be removed", error);
}

static void allocate(struct making *making)
{
    size_t most = 0;
    for (size_t i = 0; i < making->layout.field_count; i++) {
        const struct muster_field *field = &making->layout.field[i];
        size_t size = muster_field_elements(field) * muster_field_element_bytes(field);
        most = size > most ? size : most;
    }
    making->batch = muster_store_batch(making->layout.bytes, making->replications);
    making->block = malloc(making->batch * making->layout.bytes);
    making->values = malloc(making->batch * most + 1);
    making->back = malloc(muster_packed_most(making->batch * most));
    making->packer = muster_packer_new(making->batch * most);
    making->written = calloc(making->layout.field_count + 1, sizeof *making->written);
    making->read = calloc(making->layout.field_count + 1, sizeof *making->read);
    making->field = malloc((making->layout.field_count + 1) * sizeof *making->field);
    making->extra_scale = malloc((making->extras.axis_count + 1) * sizeof *making->extra_scale);
    if (!making->block || !making->values || !making->back || !making->packer || !making->written ||
        !making->read || !making->field || !making->extra_scale)
        out_of_memory(making);
    for (size_t i = 0; making->field && i < making->layout.field_count; i++)
        making->field[i] = H5I_INVALID_HID;
    for (size_t i = 0; making->extra_scale && i < making->extras.axis_count; i++)
        making->extra_scale[i] = H5I_INVALID_HID;
    for (size_t i = 0; i < MUSTER_AXES; i++)
        making->scale[i] = H5I_INVALID_HID;
}

static void prepare(struct making *making)
{
    const struct muster_shape *shape = muster_journal_shape(making->journal);
    enum muster_status status = muster_layout_init(&making->layout, shape);
    if (status == MUSTER_NO_MEMORY)
        out_of_memory(making);
    else if (status != MUSTER_OK)
        muster_failure_set(making->failure, status,
                           "the weeks and months of the tallies are not those of the horizon");
    making->temporary = muster_text_join(making->path, ".tmp");
    if (!making->temporary)
        out_of_memory(making);
    memcpy(making->axis_length, making->layout.axis_length, sizeof making->axis_length);
    making->axis_length[MUSTER_AXIS_CANDIDATE] = making->question->candidate_count;
    making->axis_length[MUSTER_AXIS_REPLICATION] = making->replications;
    making->axis_length[MUSTER_AXIS_SETTING] = making->question->candidate[0].setting_count;
    allocate(making);
    making->text_type = H5Tcopy(H5T_C_S1);
    making->with_groups = H5Pcreate(H5P_LINK_CREATE);
    ok(making, H5Tset_size(making->text_type, H5T_VARIABLE), "prepare");
    ok(making, H5Tset_cset(making->text_type, H5T_CSET_UTF8), "prepare");
    ok(making, H5Pset_create_intermediate_group(making->with_groups, 1), "prepare");
}

static void clear(struct making *making)
{
    muster_hdf5_close(&making->text_type);
    muster_hdf5_close(&making->with_groups);
    free(making->temporary);
    free(making->block);
    free(making->values);
    free(making->back);
    muster_packer_free(making->packer);
    free(making->written);
    free(making->read);
    free(making->field);
    free(making->extra_scale);
    muster_layout_clear(&making->layout);
}

enum muster_status muster_results_write(struct muster_failure *failure, const char *path,
                                        const struct muster_question *question,
                                        struct muster_journal *journal, size_t replications,
                                        const struct muster_extras *extras, const atomic_int *stop)
{
    assert(replications > 0 && question->candidate_count == muster_journal_candidates(journal));
    struct making making = {.failure = failure,
                            .path = path,
                            .question = question,
                            .journal = journal,
                            .replications = replications,
                            .stop = stop,
                            .file = H5I_INVALID_HID};
    if (extras)
        making.extras = *extras;
    muster_hdf5_quiet();
    muster_crc_table_init(&making.crc);
    muster_failure_none(failure);
    prepare(&making);
    if (fine(&making)) {
        write_temporary(&making);
        seal_temporary(&making);
        verify_temporary(&making);
        publish(&making);
        if (!fine(&making))
            unlink(making.temporary);
    }
    clear(&making);
    return failure->status;
}
