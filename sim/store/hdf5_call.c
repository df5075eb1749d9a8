/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hdf5_call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t muster_store_batch(size_t tally_bytes, size_t replications)
{
    size_t batch = ((size_t)16 << 20) / (tally_bytes + 1);
    if (batch > 64)
        batch = 64;
    if (batch > replications)
        batch = replications;
    return batch > 0 ? batch : 1;
}

void muster_hdf5_quiet(void)
{
    /* A file whose last flush failed stays half open inside HDF5, which then crashes when it tidies
     * up at exit; everything of ours is closed by then, so it need not. */
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

struct story {
    int error;
    char *text;
    size_t size;
};

/* Walking upward, the first entry is the innermost. */
static herr_t look(unsigned n, const H5E_error2_t *entry, void *context)
{
    struct story *story = context;
    if (n == 0 && entry->desc)
        snprintf(story->text, story->size, "%s", entry->desc);
    const char *number = entry->desc ? strstr(entry->desc, "errno = ") : NULL;
    if (number && story->error == 0)
        story->error = atoi(number + strlen("errno = "));
    return 0;
}

int muster_hdf5_error(char *text, size_t size)
{
    struct story story = {0, text, size};
    snprintf(text, size, "HDF5 failed");
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, look, &story);
    return story.error;
}

hid_t muster_hdf5_access(void)
{
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    if (access >= 0 && (H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) < 0 ||
                        H5Pset_file_locking(access, true, true) < 0))
        muster_hdf5_close(&access);
    return access;
}

bool muster_hdf5_close(hid_t *id)
{
    if (*id < 0)
        return true;
    herr_t code = -1;
    switch (H5Iget_type(*id)) {
    case H5I_FILE:
        code = H5Fclose(*id);
        break;
    case H5I_GROUP:
        code = H5Gclose(*id);
        break;
    case H5I_DATATYPE:
        code = H5Tclose(*id);
        break;
    case H5I_DATASPACE:
        code = H5Sclose(*id);
        break;
    case H5I_DATASET:
        code = H5Dclose(*id);
        break;
    case H5I_ATTR:
        code = H5Aclose(*id);
        break;
    case H5I_GENPROP_LST:
        code = H5Pclose(*id);
        break;
    default:
        break;
    }
    *id = H5I_INVALID_HID;
    return code >= 0;
}

hid_t muster_hdf5_memory_type(enum muster_field_type type)
{
    return type == MUSTER_FIELD_DOUBLE  ? H5T_NATIVE_DOUBLE
           : type == MUSTER_FIELD_FLOAT ? H5T_NATIVE_FLOAT
                                        : H5T_NATIVE_UINT32;
}

hid_t muster_hdf5_file_type(enum muster_field_type type)
{
    return type == MUSTER_FIELD_DOUBLE  ? H5T_IEEE_F64LE
           : type == MUSTER_FIELD_FLOAT ? H5T_IEEE_F32LE
                                        : H5T_STD_U32LE;
}
