/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "results.h"
#include "hdf5_call.h"
#include "manifest.h"
#include "store_seal.h"

#include <assert.h>
#include <hdf5_hl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Texts of one dataset. */
struct names {
    size_t count;
    char **name; /* [count], NULL when there are none */
};

struct muster_results {
    char *path;
    hid_t file;
    hid_t text_type;
    char *version;
    char *as_read, *resolved, *identity;
    struct muster_manifest manifest;
    struct muster_store_layout layout;
    size_t replications;
    struct names axis[MUSTER_AXES]; /* of text axes */
    struct names setting;           /* [candidate * settings] */
    bool out_of_memory;             /* while opening: a damaged file is another matter */
};

enum { ATTRIBUTE_MOST = 1024 }; /* bytes of the longest text attribute */

/* A file of another making; or memory ran out while it was looked at. */
static enum muster_status bad(struct muster_failure *failure, const struct muster_results *results,
                              const char *what)
{
    if (results->out_of_memory)
        return muster_failure_memory(failure);
    return muster_failure_set(failure, MUSTER_BAD_FORMAT,
                              "%s is not a whole results file of the format %s: %s; muster run "
                              "--force makes it again",
                              results->path, MUSTER_STORE_FORMAT, what);
}

/* ---- small reads ---- */

static void free_names(struct names *names)
{
    for (size_t i = 0; names->name && i < names->count; i++)
        free(names->name[i]);
    free(names->name);
    memset(names, 0, sizeof *names);
}

/* The lengths of a dataset, at most MUSTER_RANK_MOST; its rank, or -1. */
static int shape_of(hid_t dataset, hsize_t *length)
{
    hid_t space = H5Dget_space(dataset);
    int rank = space < 0 ? -1 : H5Sget_simple_extent_ndims(space);
    if (rank > MUSTER_RANK_MOST)
        rank = -1;
    if (rank > 0 && H5Sget_simple_extent_dims(space, length, NULL) < 0)
        rank = -1;
    muster_hdf5_close(&space);
    return rank;
}

static bool is_text(hid_t dataset)
{
    hid_t type = H5Dget_type(dataset);
    bool text = type >= 0 && H5Tis_variable_str(type) > 0;
    muster_hdf5_close(&type);
    return text;
}

static H5T_class_t class_of(hid_t dataset)
{
    hid_t type = H5Dget_type(dataset);
    H5T_class_t class = type < 0 ? H5T_NO_CLASS : H5Tget_class(type);
    muster_hdf5_close(&type);
    return class;
}

/* All texts of an open dataset. */
static bool read_open_texts(struct names *names, bool *out_of_memory,
                            const struct muster_results *results, hid_t dataset)
{
    hsize_t length[MUSTER_RANK_MOST];
    int rank = shape_of(dataset, length);
    if (rank < 0 || !is_text(dataset))
        return false;
    size_t count = 1;
    for (int i = 0; i < rank; i++) {
        if (length[i] == 0 || length[i] > 100000000 / count)
            return false;
        count *= (size_t)length[i];
    }
    char **name = calloc(count, sizeof *name);
    *out_of_memory = !name;
    if (!name)
        return false;
    names->name = name;
    names->count = count;
    if (H5Dread(dataset, results->text_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, name) < 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!name[i])
            return false;
    return true;
}

/* HDF5 allocates texts with malloc, so they are ours to free like any other. */
static bool read_texts(struct names *names, bool *out_of_memory,
                       const struct muster_results *results, const char *path)
{
    memset(names, 0, sizeof *names);
    *out_of_memory = false;
    hid_t dataset = H5Dopen2(results->file, path, H5P_DEFAULT);
    bool good = dataset >= 0 && read_open_texts(names, out_of_memory, results, dataset);
    muster_hdf5_close(&dataset);
    if (!good)
        free_names(names);
    return good;
}

static char *read_text(struct muster_results *results, const char *path)
{
    struct names names;
    if (!read_texts(&names, &results->out_of_memory, results, path))
        return NULL;
    char *text = names.count == 1 ? muster_text_join(names.name[0], "") : NULL;
    results->out_of_memory = names.count == 1 && !text;
    free_names(&names);
    return text;
}

/* A text attribute, of fixed length as this program writes them; "" and false otherwise. */
static bool read_attribute(char text[ATTRIBUTE_MOST], hid_t object, const char *name)
{
    hid_t attribute = H5Aexists(object, name) > 0 ? H5Aopen(object, name, H5P_DEFAULT) : -1;
    hid_t type = attribute < 0 ? H5I_INVALID_HID : H5Aget_type(attribute);
    memset(text, 0, ATTRIBUTE_MOST);
    bool good = type >= 0 && H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0 &&
                H5Tget_size(type) < ATTRIBUTE_MOST &&
                H5Aget_storage_size(attribute) == H5Tget_size(type) &&
                H5Aread(attribute, type, text) >= 0;
    if (!good)
        text[0] = '\0';
    muster_hdf5_close(&type);
    muster_hdf5_close(&attribute);
    return good;
}

/* ---- opening ---- */

static enum muster_status open_file(struct muster_results *results, struct muster_failure *failure)
{
    enum muster_status status = muster_seal_check(failure, results->path);
    if (status != MUSTER_OK)
        return status;
    hid_t access = muster_hdf5_access();
    if (access >= 0)
        results->file = H5Fopen(results->path, H5F_ACC_RDONLY, access);
    muster_hdf5_close(&access);
    if (results->file < 0)
        return bad(failure, results, "it is no HDF5 file");
    return muster_failure_none(failure);
}

static enum muster_status read_head(struct muster_results *results, struct muster_failure *failure)
{
    char text[ATTRIBUTE_MOST];
    char what[128];
    if (!read_attribute(text, results->file, "format"))
        return bad(failure, results, "its attribute 'format' is missing");
    snprintf(what, sizeof what, "its format is '%.40s', which takes another version of muster",
             text);
    if (strcmp(text, MUSTER_STORE_FORMAT) != 0)
        return bad(failure, results, what);
    if (!read_attribute(text, results->file, "version"))
        return bad(failure, results, "its attribute 'version' is missing");
    results->version = muster_text_join(text, "");
    if (!results->version)
        return muster_failure_memory(failure);
    if (!(results->as_read = read_text(results, "/scenario/as_read")) ||
        !(results->resolved = read_text(results, "/scenario/resolved")) ||
        !(results->identity = read_text(results, "/scenario/identity")))
        return bad(failure, results, "the scenario in it cannot be read");
    if (!muster_manifest_parse(&results->manifest, results->identity) ||
        results->manifest.bytes != muster_tally_bytes(&results->manifest.shape))
        return bad(failure, results, "its identity is damaged or of another build");
    enum muster_status status = muster_layout_init(&results->layout, &results->manifest.shape);
    if (status == MUSTER_NO_MEMORY)
        return muster_failure_memory(failure);
    return status == MUSTER_OK ? muster_failure_none(failure)
                               : bad(failure, results, "its calendar does not fit together");
}

/* The length of an axis in the file, 0 when absent. */
static size_t axis_length(const struct muster_results *results, enum muster_axis_id id)
{
    char path[64];
    hsize_t length[MUSTER_RANK_MOST] = {0};
    snprintf(path, sizeof path, "/axes/%s", muster_axis_name[id].name);
    hid_t scale = H5Dopen2(results->file, path, H5P_DEFAULT);
    int rank = scale < 0 ? -1 : shape_of(scale, length);
    muster_hdf5_close(&scale);
    return rank == 1 ? (size_t)length[0] : 0;
}

static enum muster_status read_axes(struct muster_results *results, struct muster_failure *failure)
{
    size_t *expected = results->layout.axis_length;
    results->replications = axis_length(results, MUSTER_AXIS_REPLICATION);
    expected[MUSTER_AXIS_REPLICATION] = results->replications;
    expected[MUSTER_AXIS_CANDIDATE] = results->manifest.candidates;
    expected[MUSTER_AXIS_SETTING] = axis_length(results, MUSTER_AXIS_SETTING);
    if (results->replications == 0 || results->manifest.candidates == 0)
        return bad(failure, results, "it holds no replication");
    for (enum muster_axis_id id = 0; id < MUSTER_AXES; id++) {
        char path[64];
        snprintf(path, sizeof path, "/axes/%s", muster_axis_name[id].name);
        if (axis_length(results, id) != expected[id] ||
            (muster_axis_name[id].text && expected[id] > 0 &&
             !read_texts(&results->axis[id], &results->out_of_memory, results, path)))
            return bad(failure, results, "its axes do not fit together");
    }
    if (expected[MUSTER_AXIS_SETTING] > 0 &&
        (!read_texts(&results->setting, &results->out_of_memory, results, "/candidates/settings") ||
         results->setting.count != expected[MUSTER_AXIS_SETTING] * expected[MUSTER_AXIS_CANDIDATE]))
        return bad(failure, results, "its settings cannot be read");
    return muster_failure_none(failure);
}

static bool field_is_sound(const struct muster_results *results, const struct muster_field *field)
{
    hsize_t length[MUSTER_RANK_MOST] = {0};
    hid_t dataset = H5Dopen2(results->file, field->path, H5P_DEFAULT);
    if (dataset < 0)
        return false;
    bool whole = muster_field_file_type(field) == MUSTER_FIELD_UINT32;
    bool sound = shape_of(dataset, length) == field->rank &&
                 class_of(dataset) == (whole ? H5T_INTEGER : H5T_FLOAT);
    for (int i = 0; sound && i < field->rank; i++)
        sound = length[i] == results->layout.axis_length[field->axis[i]];
    muster_hdf5_close(&dataset);
    return sound;
}

static enum muster_status check_fields(struct muster_results *results,
                                       struct muster_failure *failure)
{
    for (size_t i = 0; i < results->layout.field_count; i++)
        if (!field_is_sound(results, &results->layout.field[i])) {
            char what[128];
            snprintf(what, sizeof what, "%s is missing or of another shape",
                     results->layout.field[i].path);
            return bad(failure, results, what);
        }
    return muster_failure_none(failure);
}

enum muster_status muster_results_open(struct muster_results **out, struct muster_failure *failure,
                                       const char *path)
{
    muster_hdf5_quiet();
    struct muster_results *results = calloc(1, sizeof *results);
    *out = NULL;
    if (!results)
        return muster_failure_memory(failure);
    results->file = H5I_INVALID_HID;
    results->path = muster_text_join(path, "");
    results->text_type = H5Tcopy(H5T_C_S1);
    enum muster_status status = muster_failure_none(failure);
    if (!results->path || H5Tset_size(results->text_type, H5T_VARIABLE) < 0 ||
        H5Tset_cset(results->text_type, H5T_CSET_UTF8) < 0)
        status = muster_failure_memory(failure);
    if (status == MUSTER_OK)
        status = open_file(results, failure);
    if (status == MUSTER_OK)
        status = read_head(results, failure);
    if (status == MUSTER_OK)
        status = read_axes(results, failure);
    if (status == MUSTER_OK)
        status = check_fields(results, failure);
    *out = status == MUSTER_OK ? results : muster_results_close(results);
    return status;
}

struct muster_results *muster_results_close(struct muster_results *results)
{
    if (!results)
        return NULL;
    muster_hdf5_close(&results->file);
    muster_hdf5_close(&results->text_type);
    for (size_t i = 0; i < MUSTER_AXES; i++)
        free_names(&results->axis[i]);
    free_names(&results->setting);
    muster_layout_clear(&results->layout);
    free(results->version);
    free(results->as_read);
    free(results->resolved);
    free(results->identity);
    free(results->path);
    free(results);
    return NULL;
}

/* ---- what it is ---- */

const char *muster_results_version(const struct muster_results *results)
{
    return results->version;
}

uint64_t muster_results_seed(const struct muster_results *results)
{
    return results->manifest.seed;
}

size_t muster_results_candidates(const struct muster_results *results)
{
    return results->manifest.candidates;
}

size_t muster_results_replications(const struct muster_results *results)
{
    return results->replications;
}

const struct muster_shape *muster_results_shape(const struct muster_results *results)
{
    return &results->manifest.shape;
}

const char *muster_results_as_read(const struct muster_results *results)
{
    return results->as_read;
}

const char *muster_results_resolved(const struct muster_results *results)
{
    return results->resolved;
}

const char *muster_results_manifest(const struct muster_results *results)
{
    return results->identity;
}

const char *const *muster_results_names(const struct muster_results *results, const char *axis,
                                        size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < MUSTER_AXES; i++)
        if (strcmp(muster_axis_name[i].name, axis) == 0 && results->axis[i].name) {
            *count = results->axis[i].count;
            return (const char *const *)results->axis[i].name;
        }
    return NULL;
}

const char *muster_results_setting(const struct muster_results *results, size_t candidate,
                                   size_t setting)
{
    size_t settings = results->axis[MUSTER_AXIS_SETTING].count;
    assert(candidate < results->manifest.candidates && setting < settings);
    return results->setting.name[candidate * settings + setting];
}

/* ---- any dataset ---- */

static enum muster_status no_dataset(struct muster_failure *failure,
                                     const struct muster_results *results, const char *path)
{
    return muster_failure_set(failure, MUSTER_BAD_FORMAT, "%s holds no readable dataset %s",
                              results->path, path);
}

static void copy_attribute(char *text, size_t size, hid_t object, const char *name)
{
    char value[ATTRIBUTE_MOST];
    read_attribute(value, object, name);
    snprintf(text, size, "%.*s", (int)size - 1, value);
}

/* Scales and their attributes are read by hand. In damaged files H5DSis_scale, and what calls it,
 * frees twice when they are declared as other than text, and H5DSiterate_scales writes past its
 * memory when the list of scales is longer than the dataset has dimensions. */
static void name_axis(char *name, size_t size, hid_t dataset, const hvl_t *scales)
{
    if (scales->len == 0 || !scales->p)
        return;
    hid_t scale = H5Rdereference2(dataset, H5P_DEFAULT, H5R_OBJECT, scales->p);
    if (scale >= 0 && H5Iget_type(scale) == H5I_DATASET)
        copy_attribute(name, size, scale, "NAME");
    muster_hdf5_close(&scale);
}

static void name_axes(struct muster_dataset_info *info, hid_t dataset)
{
    hvl_t scales[MUSTER_RANK_MOST];
    if (info->rank < 1 || H5Aexists(dataset, "DIMENSION_LIST") <= 0)
        return;
    hid_t list = H5Aopen(dataset, "DIMENSION_LIST", H5P_DEFAULT);
    hid_t space = list < 0 ? -1 : H5Aget_space(list), type = H5Tvlen_create(H5T_STD_REF_OBJ);
    if (space >= 0 && H5Sget_simple_extent_npoints(space) == info->rank &&
        H5Aread(list, type, scales) >= 0) {
        for (int i = 0; i < info->rank; i++)
            name_axis(info->axis[i], sizeof info->axis[i], dataset, &scales[i]);
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, scales);
    }
    muster_hdf5_close(&type);
    muster_hdf5_close(&space);
    muster_hdf5_close(&list);
}

static bool is_scale(hid_t dataset)
{
    char class[32];
    copy_attribute(class, sizeof class, dataset, "CLASS");
    return strcmp(class, "DIMENSION_SCALE") == 0;
}

enum muster_status muster_results_info(struct muster_dataset_info *info,
                                       struct muster_failure *failure,
                                       const struct muster_results *results, const char *path)
{
    hsize_t length[MUSTER_RANK_MOST] = {0};
    memset(info, 0, sizeof *info);
    hid_t dataset = H5Dopen2(results->file, path, H5P_DEFAULT);
    info->rank = dataset < 0 ? -1 : shape_of(dataset, length);
    if (info->rank < 0) {
        muster_hdf5_close(&dataset);
        return no_dataset(failure, results, path);
    }
    info->text = is_text(dataset);
    for (int i = 0; i < info->rank; i++)
        info->length[i] = (size_t)length[i];
    if (!is_scale(dataset))
        name_axes(info, dataset);
    copy_attribute(info->unit, sizeof info->unit, dataset, "units");
    copy_attribute(info->long_name, sizeof info->long_name, dataset, "long_name");
    muster_hdf5_close(&dataset);
    return muster_failure_none(failure);
}

/* Reads `count` steps of the first dimensions from `start` on, whole in all others. */
static bool read_slab(void *values, hid_t dataset, hid_t type, int rank, const hsize_t *start,
                      const hsize_t *length)
{
    hid_t memory = H5Screate_simple(rank, length, NULL);
    hid_t space = H5Dget_space(dataset);
    bool good = memory >= 0 && space >= 0 &&
                H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, length, NULL) >= 0 &&
                H5Dread(dataset, type, memory, space, H5P_DEFAULT, values) >= 0;
    muster_hdf5_close(&space);
    muster_hdf5_close(&memory);
    return good;
}

enum muster_status muster_results_read(double *values, struct muster_failure *failure,
                                       const struct muster_results *results, const char *path,
                                       size_t first, size_t count)
{
    hsize_t length[MUSTER_RANK_MOST] = {0}, start[MUSTER_RANK_MOST] = {first};
    hid_t dataset = H5Dopen2(results->file, path, H5P_DEFAULT);
    int rank = dataset < 0 ? -1 : shape_of(dataset, length);
    H5T_class_t class = rank < 1 ? H5T_NO_CLASS : class_of(dataset);
    bool good = (class == H5T_FLOAT || class == H5T_INTEGER) && first <= length[0] &&
                count <= length[0] - first;
    if (good && count > 0) {
        length[0] = count;
        good = read_slab(values, dataset, H5T_NATIVE_DOUBLE, rank, start, length);
    }
    muster_hdf5_close(&dataset);
    return good ? muster_failure_none(failure) : no_dataset(failure, results, path);
}

enum muster_status muster_results_texts(char ***text, size_t *count, struct muster_failure *failure,
                                        const struct muster_results *results, const char *path)
{
    struct names names;
    bool out_of_memory;
    bool good = read_texts(&names, &out_of_memory, results, path);
    *text = names.name;
    *count = names.count;
    return good            ? muster_failure_none(failure)
           : out_of_memory ? muster_failure_memory(failure)
                           : no_dataset(failure, results, path);
}

void muster_results_texts_free(char **text, size_t count)
{
    struct names names = {count, text};
    free_names(&names);
}

/* ---- tallies ---- */

size_t muster_results_batch(const struct muster_results *results)
{
    return muster_store_batch(results->layout.bytes, results->replications);
}

/* One stored field of several replications, back into their blocks. */
static bool restore(unsigned char *blocks, const struct muster_results *results,
                    const struct muster_field *field, void *values, size_t candidate, size_t first,
                    size_t count)
{
    hsize_t start[4] = {candidate, first, 0, 0}, length[4] = {1, count, 1, 1};
    for (int i = 2; i < field->rank; i++)
        length[i] = results->layout.axis_length[field->axis[i]];
    hid_t dataset = H5Dopen2(results->file, field->path, H5P_DEFAULT);
    bool good = dataset >= 0 && read_slab(values, dataset, muster_hdf5_memory_type(field->type),
                                          field->rank, start, length);
    muster_hdf5_close(&dataset);
    size_t size = muster_field_elements(field) * muster_field_element_bytes(field);
    for (size_t i = 0; good && i < count; i++)
        muster_field_scatter(blocks + i * results->layout.bytes, field,
                             (unsigned char *)values + i * size);
    return good;
}

static size_t largest_field(const struct muster_store_layout *layout)
{
    size_t most = 0;
    for (size_t i = 0; i < layout->field_count; i++) {
        const struct muster_field *field = &layout->field[i];
        size_t size = muster_field_elements(field) * muster_field_element_bytes(field);
        most = size > most ? size : most;
    }
    return most;
}

enum muster_status muster_results_tallies(void *blocks, struct muster_failure *failure,
                                          const struct muster_results *results, size_t candidate,
                                          size_t first, size_t count)
{
    assert(candidate < results->manifest.candidates && first <= results->replications &&
           count <= results->replications - first);
    const struct muster_store_layout *layout = &results->layout;
    void *values = malloc(count * largest_field(layout) + 1);
    if (!values)
        return muster_failure_memory(failure);
    memset(blocks, 0, count * layout->bytes);
    enum muster_status status = muster_failure_none(failure);
    for (size_t i = 0; status == MUSTER_OK && i < layout->field_count; i++) {
        const struct muster_field *field = &layout->field[i];
        if (field->fold == MUSTER_FOLD_NONE &&
            !restore(blocks, results, field, values, candidate, first, count))
            status = no_dataset(failure, results, field->path);
    }
    free(values);
    return status;
}

/* ---- listing ---- */

struct visit {
    muster_results_visit_fn *call;
    void *context;
};

static bool is_dataset(hid_t group, const char *name)
{
    hid_t object = H5Oopen(group, name, H5P_DEFAULT);
    bool dataset = object >= 0 && H5Iget_type(object) == H5I_DATASET;
    if (object >= 0)
        H5Oclose(object);
    return dataset;
}

static herr_t visit_link(hid_t group, const char *name, const H5L_info_t *info, void *context)
{
    const struct visit *visit = context;
    (void)info;
    /* The links of the axes in / say nothing new. */
    if (!strchr(name, '/') || !is_dataset(group, name))
        return 0;
    char path[512];
    snprintf(path, sizeof path, "/%s", name);
    return visit->call(visit->context, path) ? 0 : 1;
}

enum muster_status muster_results_visit(struct muster_failure *failure,
                                        const struct muster_results *results,
                                        muster_results_visit_fn *call, void *context)
{
    struct visit visit = {call, context};
    if (H5Lvisit(results->file, H5_INDEX_NAME, H5_ITER_INC, visit_link, &visit) < 0)
        return bad(failure, results, "its contents cannot be listed");
    return muster_failure_none(failure);
}

void muster_results_currency(char *currency, size_t size, const struct muster_results *results)
{
    currency[0] = '\0';
    for (int h = 0; h < MUSTER_COSTS; h++) {
        struct muster_dataset_info info;
        struct muster_failure absent;
        char path[96];
        snprintf(path, sizeof path, "/runs/cost/%s", muster_heading[h].name);
        if (muster_results_info(&info, &absent, results, path) != MUSTER_OK)
            continue;
        if (strcmp(info.unit, "currency") != 0)
            snprintf(currency, size, "%s", info.unit);
        return;
    }
}
