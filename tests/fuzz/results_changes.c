/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "results_changes.h"

#include "fuzz.h"

#include <hdf5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATHS_MOST = 512, TEXT_MOST = 4096 };

/* The bytes not yet used, and the file's links. */
struct changing {
    const uint8_t *data;
    size_t size;
    hid_t file;
    size_t path_count;
    char path[PATHS_MOST][128];
};

static unsigned take(struct changing *changing)
{
    if (changing->size == 0)
        return 0;
    changing->size--;
    return *changing->data++;
}

/* Up to 15 bytes as a text. */
static void take_text(char text[16], struct changing *changing)
{
    size_t length = take(changing) % 16;
    memset(text, 0, 16);
    for (size_t i = 0; i < length; i++)
        text[i] = (char)take(changing);
}

static const char *take_path(struct changing *changing)
{
    unsigned low = take(changing), high = take(changing);
    return changing->path[(low | high << 8) % changing->path_count];
}

static herr_t note(hid_t group, const char *name, const H5L_info_t *info, void *context)
{
    struct changing *changing = context;
    (void)group;
    (void)info;
    if (changing->path_count < PATHS_MOST && strlen(name) < sizeof changing->path[0])
        strcpy(changing->path[changing->path_count++], name);
    return 0;
}

/* ---- changes ---- */

static hid_t take_type(struct changing *changing)
{
    hid_t text = H5Tcopy(H5T_C_S1);
    switch (take(changing) % 8) {
    case 0:
        H5Tclose(text);
        return H5Tcopy(H5T_IEEE_F64LE);
    case 1:
        H5Tclose(text);
        return H5Tcopy(H5T_STD_U32LE);
    case 2:
        H5Tset_size(text, H5T_VARIABLE);
        H5Tset_cset(text, H5T_CSET_UTF8);
        return text;
    case 3:
        H5Tset_size(text, H5T_VARIABLE);
        return text;
    case 4:
        H5Tset_size(text, 1 + take(changing));
        return text;
    case 5:
        H5Tset_size(text, 16);
        H5Tset_strpad(text, H5T_STR_SPACEPAD);
        return text;
    case 6:
        H5Tclose(text);
        return H5Tvlen_create(H5T_STD_I32LE);
    default:
        H5Tclose(text);
        return H5Tcopy(H5T_STD_REF_OBJ);
    }
}

/* A space of rank 0 to 5, or none, without anything stored: lengths may be beyond all bounds. */
static hid_t take_space(struct changing *changing, int *rank)
{
    static const hsize_t LENGTH[] = {0, 1, 2, 3, 4, 168, 2400, 100000, 100000001, (hsize_t)1 << 40};
    hsize_t length[5];
    *rank = (int)(take(changing) % 7);
    if (*rank == 6)
        return H5Screate(H5S_NULL);
    if (*rank == 0)
        return H5Screate(H5S_SCALAR);
    for (int i = 0; i < *rank; i++)
        length[i] = LENGTH[take(changing) % (sizeof LENGTH / sizeof *LENGTH)];
    return H5Screate_simple(*rank, length, NULL);
}

static void replace_dataset(struct changing *changing)
{
    const char *path = take_path(changing);
    int rank;
    hid_t type = take_type(changing), space = take_space(changing, &rank);
    hid_t layout = H5Pcreate(H5P_DATASET_CREATE);
    hsize_t chunk[5] = {1, 1, 1, 1, 1};
    if (rank >= 1 && rank <= 5)
        H5Pset_chunk(layout, rank, chunk);
    if (space >= 0 && H5Ldelete(changing->file, path, H5P_DEFAULT) >= 0)
        H5Dclose(H5Dcreate2(changing->file, path, type, space, H5P_DEFAULT, layout, H5P_DEFAULT));
    H5Pclose(layout);
    H5Sclose(space);
    H5Tclose(type);
}

static const char *take_attribute_name(struct changing *changing)
{
    static const char *const NAME[] = {"format", "version",        "seed",
                                       "units",  "long_name",      "NAME",
                                       "CLASS",  "DIMENSION_LIST", "REFERENCE_LIST"};
    return NAME[take(changing) % (sizeof NAME / sizeof *NAME)];
}

/* An attribute of any type, on a thing or, half of the time, on the file. */
static void replace_attribute(struct changing *changing)
{
    const char *path = take_path(changing), *name = take_attribute_name(changing);
    char text[272] = "";
    int rank;
    hid_t object = take(changing) % 2 ? H5Oopen(changing->file, path, H5P_DEFAULT)
                                      : H5Oopen(changing->file, "/", H5P_DEFAULT);
    hid_t type = take_type(changing), space = take_space(changing, &rank);
    take_text(text, changing);
    H5Adelete(object, name);
    hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute >= 0 && H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0 &&
        rank == 0)
        H5Awrite(attribute, type, text);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
    H5Oclose(object);
}

/* Replaces a piece of a text of the scenario, of names on an axis, or of the identity. */
static void change_text(struct changing *changing)
{
    static const char *const PATH[] = {"/scenario/identity", "/scenario/identity",
                                       "/scenario/as_read",  "/axes/candidate",
                                       "/axes/service",      "/candidates/settings"};
    hid_t dataset = H5Dopen2(changing->file, PATH[take(changing) % 6], H5P_DEFAULT);
    hid_t type = H5Dget_type(dataset), space = H5Dget_space(dataset);
    hssize_t count = H5Sget_simple_extent_npoints(space);
    char *all[64] = {NULL}, piece[16], text[TEXT_MOST];
    if (H5Tis_variable_str(type) > 0 && count >= 1 && count <= 64 &&
        H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, all) >= 0 && all[0]) {
        size_t length = strlen(all[0]);
        size_t at = (take(changing) | take(changing) << 8) % (length + 1),
               gone = take(changing) % 16;
        take_text(piece, changing);
        gone = gone > length - at ? length - at : gone;
        snprintf(text, sizeof text, "%.*s%s%s", (int)at, all[0], piece, all[0] + at + gone);
        char *kept = all[0];
        all[0] = text;
        H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, all);
        all[0] = kept;
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, all);
    }
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(dataset);
}

/* Sets every value of a dataset of numbers. */
static void change_values(struct changing *changing)
{
    static const double VALUE[] = {0, -1, 1e300, -1e300, 0.5, 4e9};
    hid_t dataset = H5Dopen2(changing->file, take_path(changing), H5P_DEFAULT);
    hid_t space = H5Dget_space(dataset);
    hssize_t count = H5Sget_simple_extent_npoints(space);
    unsigned which = take(changing) % 8;
    if (count > 0 && count < 100000) {
        double *value = calloc((size_t)count, sizeof *value);
        fuzz_check(value != NULL, "no memory");
        for (hssize_t i = 0; i < count; i++)
            value[i] = which < 6    ? VALUE[which]
                       : which == 6 ? strtod("nan", NULL)
                                    : strtod("inf", NULL);
        H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, value);
        free(value);
    }
    H5Sclose(space);
    H5Dclose(dataset);
}

/* Another name for a thing: hard, also of a group within itself; soft, also to nowhere. */
static void link_thing(struct changing *changing)
{
    char name[32] = "", inner[200];
    const char *path = take_path(changing), *group = take_path(changing);
    unsigned soft = take(changing) % 2;
    take_text(name, changing);
    snprintf(inner, sizeof inner, "%s/%s", group, name);
    if (soft)
        H5Lcreate_soft(path, changing->file, inner, H5P_DEFAULT, H5P_DEFAULT);
    else
        H5Lcreate_hard(changing->file, path, changing->file, inner, H5P_DEFAULT, H5P_DEFAULT);
}

static void change(struct changing *changing)
{
    switch (take(changing) % 8) {
    case 0:
        H5Ldelete(changing->file, take_path(changing), H5P_DEFAULT);
        break;
    case 1:
    case 2:
        replace_dataset(changing);
        break;
    case 3:
        replace_attribute(changing);
        break;
    case 4:
    case 5:
        change_text(changing);
        break;
    case 6:
        change_values(changing);
        break;
    default:
        link_thing(changing);
    }
}

void fuzz_change_results(const char *path, const uint8_t *data, size_t size)
{
    struct changing *changing = calloc(1, sizeof *changing);
    fuzz_check(changing != NULL, "no memory");
    changing->data = data;
    changing->size = size;
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    changing->file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
    H5Lvisit(changing->file, H5_INDEX_NAME, H5_ITER_INC, note, changing);
    fuzz_check(changing->path_count > 0, "the sound file is empty");
    for (int i = 0; i < 16 && changing->size > 0; i++)
        change(changing);
    fuzz_check(H5Fclose(changing->file) >= 0, "the changed file does not close");
    free(changing);
}
