/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "making.h"
#include "manifest.h"
#include "packer.h"
#include "store_failure.h"
#include "store_file.h"
#include "store_seal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <hdf5_hl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONG_CHUNK = 1024, EXTRA_CHUNK_BYTES = 1 << 18 };

static void set_number(struct muster_making *making, const char *name, uint64_t number)
{
    if (!muster_making_fine(making))
        return;
    hid_t space = H5Screate(H5S_SCALAR);
    hid_t attribute =
        H5Acreate2(making->file, name, H5T_STD_U64LE, space, H5P_DEFAULT, H5P_DEFAULT);
    if (muster_making_ok(making, attribute, name))
        muster_making_ok(making, H5Awrite(attribute, H5T_NATIVE_UINT64, &number), name);
    muster_making_close(making, &attribute, name);
    muster_making_close(making, &space, name);
}

static void write_scalar_text(struct muster_making *making, const char *path, const char *long_name,
                              const char *text)
{
    struct muster_making_plan plan = {path, "", long_name, making->text_type, 0, {0}, {0}, false};
    hid_t dataset = muster_making_dataset(making, &plan);
    muster_making_values(making, dataset, making->text_type, &text, path);
    muster_making_close(making, &dataset, path);
}

static void attach(struct muster_making *making, hid_t dataset, int dimension, hid_t scale,
                   const char *path)
{
    if (muster_making_fine(making))
        muster_making_ok(making, H5DSattach_scale(dataset, scale, (unsigned)dimension), path);
}

/* ---- candidates ---- */

static const char *setting_text(const struct muster_candidate *candidate, size_t setting)
{
    return setting < candidate->setting_count && candidate->setting[setting].text
               ? candidate->setting[setting].text
               : "";
}

static void write_settings(struct muster_making *making, size_t candidates, size_t settings)
{
    const char *path = "/candidates/settings";
    const char **text = calloc(candidates * settings + 1, sizeof *text);
    if (!text)
        muster_making_no_memory(making);
    for (size_t c = 0; text && c < candidates; c++)
        for (size_t s = 0; s < settings; s++)
            text[c * settings + s] = setting_text(&making->question->candidate[c], s);
    struct muster_making_plan plan = {path,
                                      "",
                                      "what each candidate sets, as written",
                                      making->text_type,
                                      2,
                                      {candidates, settings},
                                      {0},
                                      false};
    hid_t dataset = muster_making_dataset(making, &plan);
    muster_making_values(making, dataset, making->text_type, text, path);
    attach(making, dataset, 0, making->scale[MUSTER_AXIS_CANDIDATE], path);
    attach(making, dataset, 1, making->scale[MUSTER_AXIS_SETTING], path);
    muster_making_close(making, &dataset, path);
    free(text);
}

static void write_candidates(struct muster_making *making)
{
    const char *path = "/candidates/name";
    size_t candidates = making->question->candidate_count;
    const char **name = calloc(candidates, sizeof *name);
    if (!name)
        muster_making_no_memory(making);
    for (size_t c = 0; name && c < candidates; c++)
        name[c] = making->question->candidate[c].name;
    struct muster_making_plan plan = {
        path, "", "name of the candidate", making->text_type, 1, {candidates}, {0}, false};
    hid_t dataset = muster_making_dataset(making, &plan);
    muster_making_values(making, dataset, making->text_type, name, path);
    attach(making, dataset, 0, making->scale[MUSTER_AXIS_CANDIDATE], path);
    muster_making_close(making, &dataset, path);
    free(name);
    if (making->axis_length[MUSTER_AXIS_SETTING] > 0)
        write_settings(making, candidates, making->axis_length[MUSTER_AXIS_SETTING]);
}

static void write_head(struct muster_making *making)
{
    const struct muster_question *question = making->question;
    muster_making_text(making, making->file, "format", MUSTER_STORE_FORMAT);
    muster_making_text(making, making->file, "version", MUSTER_VERSION);
    set_number(making, "seed", question->seed);
    muster_making_text(making, making->file, "Conventions", "CF-1.8");
    write_scalar_text(making, "/scenario/as_read", "the scenario file as it was read",
                      question->as_read);
    write_scalar_text(making, "/scenario/resolved",
                      "the scenario with includes and settings applied", question->resolved);
    write_scalar_text(making, "/scenario/identity", "what a resumed run must have in common",
                      muster_journal_manifest(making->journal));
}

/* ---- the replications ---- */

static const char *unit_of(const struct muster_making *making, const struct muster_field *field)
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

static hid_t make_field(struct muster_making *making, const struct muster_field *field)
{
    struct muster_making_plan plan = {field->path,
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
    hid_t dataset = muster_making_dataset(making, &plan);
    for (int i = 0; i < field->rank; i++)
        attach(making, dataset, i, making->scale[field->axis[i]], field->path);
    return dataset;
}

/* Asked to stop, the making fails like any other; what may take long asks here first. */
static bool may_go_on(struct muster_making *making)
{
    if (muster_making_fine(making) && making->stop && *making->stop)
        muster_failure_set(making->failure, MUSTER_INTERRUPTED, "interrupted");
    return muster_making_fine(making);
}

/* Reads replications first … first + count - 1 of a candidate from the journal. */
static bool fetch(struct muster_making *making, size_t candidate, size_t first, size_t count)
{
    for (size_t i = 0; may_go_on(making) && i < count; i++)
        muster_journal_read(making->block + i * making->layout.bytes, making->failure,
                            making->journal, candidate, first + i);
    return muster_making_fine(making);
}

/* The field's values of the fetched replications; those that a last chunk wants more are zeros. */
static void gather(const struct muster_making *making, const struct muster_field *field,
                   size_t count)
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
static void move_values(struct muster_making *making, const struct part *part)
{
    const struct muster_field *field = &making->layout.field[part->f];
    hid_t dataset = making->field[part->f];
    hid_t memory = H5Screate_simple(field->rank, part->length, NULL), space = H5Dget_space(dataset);
    hid_t type = muster_hdf5_memory_type(muster_field_file_type(field));
    muster_making_ok(
        making, H5Sselect_hyperslab(space, H5S_SELECT_SET, part->start, NULL, part->length, NULL),
        field->path);
    if (muster_making_fine(making))
        muster_making_ok(making,
                         part->back
                             ? H5Dread(dataset, type, memory, space, H5P_DEFAULT, making->values)
                             : H5Dwrite(dataset, type, memory, space, H5P_DEFAULT, making->values),
                         field->path);
    muster_making_close(making, &space, field->path);
    muster_making_close(making, &memory, field->path);
    size_t count = (size_t)part->length[1] * muster_field_elements(field);
    uint32_t *sum = part->back ? making->read : making->written;
    sum[part->f] = muster_crc(&making->crc, sum[part->f], making->values,
                              count * muster_field_element_bytes(field));
}

/* A whole chunk, packed. */
static void write_chunk(struct muster_making *making, const struct part *part)
{
    const struct muster_field *field = &making->layout.field[part->f];
    enum muster_field_type type = muster_field_file_type(field);
    size_t size, count = making->batch * muster_field_elements(field);
    /* Does nothing where the machine's numbers are the file's. */
    muster_making_ok(making,
                     H5Tconvert(muster_hdf5_memory_type(type), muster_hdf5_file_type(type), count,
                                making->values, NULL, H5P_DEFAULT),
                     field->path);
    const unsigned char *packed = muster_packer_pack(&size, making->packer, making->values, count,
                                                     muster_field_element_bytes(field));
    making->written[part->f] = muster_crc(&making->crc, making->written[part->f], packed, size);
    if (muster_making_fine(making))
        muster_making_ok(
            making,
            H5Dwrite_chunk(making->field[part->f], H5P_DEFAULT, 0, part->start, size, packed),
            field->path);
}

/* The same as it stands in the file. */
static void read_chunk(struct muster_making *making, const struct part *part)
{
    const struct muster_field *field = &making->layout.field[part->f];
    hid_t dataset = making->field[part->f];
    size_t bytes = muster_field_elements(field) * muster_field_element_bytes(field);
    hsize_t size = 0;
    uint32_t unfiltered;
    if (muster_making_ok(making, H5Dget_chunk_storage_size(dataset, part->start, &size),
                         field->path) &&
        size <= muster_packed_most(making->batch * bytes) &&
        muster_making_ok(
            making, H5Dread_chunk(dataset, H5P_DEFAULT, part->start, &unfiltered, making->back),
            field->path))
        making->read[part->f] =
            muster_crc(&making->crc, making->read[part->f], making->back, (size_t)size);
}

static void move(struct muster_making *making, size_t f, size_t candidate, size_t first,
                 size_t count, bool back)
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
static void stream(struct muster_making *making, bool back)
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
static void compare(struct muster_making *making)
{
    for (size_t f = 0; muster_making_fine(making) && f < making->layout.field_count; f++)
        if (making->read[f] != making->written[f])
            muster_making_failed(making, making->layout.field[f].path, 0,
                                 "what was written does not read back the same");
}

/* ---- the caller's datasets ---- */

/* The open scale and length of a named axis; false when there is none (a programmer's mistake). */
static bool find_axis(const struct muster_making *making, hid_t *scale, size_t *length,
                      const char *name)
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
static void choose_chunk(struct muster_making_plan *plan)
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

static void write_extra(struct muster_making *making, const struct muster_dataset *extra)
{
    bool text = extra->data == MUSTER_DATA_TEXT, wide = extra->data == MUSTER_DATA_DOUBLE;
    struct muster_making_plan plan = {extra->path,
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
    hid_t dataset = muster_making_dataset(making, &plan);
    muster_making_values(making, dataset,
                         text   ? making->text_type
                         : wide ? H5T_NATIVE_DOUBLE
                                : H5T_NATIVE_INT32,
                         extra->values, extra->path);
    for (int i = 0; i < extra->rank; i++)
        attach(making, dataset, i, scale[i], extra->path);
    muster_making_close(making, &dataset, extra->path);
}

/* Reads a dataset of numbers of the caller's back and compares. */
static void verify_extra(struct muster_making *making, const struct muster_dataset *extra)
{
    if (extra->data == MUSTER_DATA_TEXT || H5Lexists(making->file, extra->path, H5P_DEFAULT) <= 0)
        return;
    bool wide = extra->data == MUSTER_DATA_DOUBLE;
    hid_t dataset = H5Dopen2(making->file, extra->path, H5P_DEFAULT), space = H5I_INVALID_HID;
    if (muster_making_ok(making, dataset, extra->path))
        space = H5Dget_space(dataset);
    hssize_t count = muster_making_fine(making) ? H5Sget_simple_extent_npoints(space) : 0;
    size_t size = (size_t)(count > 0 ? count : 0) * (wide ? sizeof(double) : sizeof(int32_t));
    void *back = malloc(size + 1);
    if (!back)
        muster_making_no_memory(making);
    if (muster_making_fine(making))
        muster_making_ok(making,
                         H5Dread(dataset, wide ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT32, H5S_ALL,
                                 H5S_ALL, H5P_DEFAULT, back),
                         extra->path);
    if (back && muster_making_fine(making) && memcmp(back, extra->values, size) != 0)
        muster_making_failed(making, extra->path, 0,
                             "what was written does not read back the same");
    free(back);
    muster_making_close(making, &space, extra->path);
    muster_making_close(making, &dataset, extra->path);
}

/* ---- the whole ---- */

static void close_all(struct muster_making *making)
{
    for (size_t i = 0; making->field && i < making->layout.field_count; i++)
        muster_making_close(making, &making->field[i], making->layout.field[i].path);
    for (size_t i = 0; i < MUSTER_AXES; i++)
        muster_making_close(making, &making->scale[i], muster_axis_name[i].name);
    for (size_t i = 0; making->extra_scale && i < making->extras.axis_count; i++)
        muster_making_close(making, &making->extra_scale[i], making->extras.axis[i].name);
    /* A failed flush can be followed by a close that says all is well: look at both. */
    if (making->file >= 0)
        muster_making_ok(making, H5Fflush(making->file, H5F_SCOPE_GLOBAL), "flush");
    muster_making_close(making, &making->file, "close");
}

static void write_content(struct muster_making *making)
{
    muster_making_axes(making);
    write_head(making);
    write_candidates(making);
    for (size_t i = 0; may_go_on(making) && i < making->layout.field_count; i++)
        making->field[i] = make_field(making, &making->layout.field[i]);
    if (muster_making_fine(making))
        stream(making, false);
    for (size_t i = 0; may_go_on(making) && i < making->extras.dataset_count; i++)
        write_extra(making, &making->extras.dataset[i]);
}

static void write_temporary(struct muster_making *making)
{
    hid_t access = muster_hdf5_access();
    if (muster_making_ok(making, access, "prepare"))
        making->file = H5Fcreate(making->temporary, H5F_ACC_TRUNC, H5P_DEFAULT, access);
    if (muster_making_ok(making, making->file, "create"))
        write_content(making);
    close_all(making);
    muster_making_close(making, &access, "prepare");
}

static void seal_temporary(struct muster_making *making)
{
    int error = muster_making_fine(making) ? muster_seal_write(making->temporary) : 0;
    if (error == ENOMEM)
        muster_making_no_memory(making);
    else if (error)
        muster_making_failed(making, "seal", error, "");
}

/* Whether any reader would take the file. */
static void open_as_reader(struct muster_making *making)
{
    struct muster_results *results = NULL;
    struct muster_failure said;
    if (!muster_making_fine(making))
        return;
    if (muster_results_open(&results, &said, making->temporary) == MUSTER_NO_MEMORY)
        muster_making_no_memory(making);
    else if (said.status != MUSTER_OK)
        muster_making_failed(making, "read back", 0, said.text);
    muster_results_close(results);
}

/* Opens the closed file and compares it with what was written. */
static void verify_temporary(struct muster_making *making)
{
    open_as_reader(making);
    hid_t access = muster_hdf5_access();
    if (muster_making_fine(making) && muster_making_ok(making, access, "prepare"))
        making->file = H5Fopen(making->temporary, H5F_ACC_RDONLY, access);
    muster_making_ok(making, making->file, "reopen");
    for (size_t i = 0; muster_making_fine(making) && i < making->layout.field_count; i++) {
        const char *path = making->layout.field[i].path;
        making->field[i] = H5Dopen2(making->file, path, H5P_DEFAULT);
        muster_making_ok(making, making->field[i], path);
    }
    if (muster_making_fine(making))
        stream(making, true);
    compare(making);
    for (size_t i = 0; muster_making_fine(making) && i < making->extras.dataset_count; i++)
        verify_extra(making, &making->extras.dataset[i]);
    close_all(making);
    muster_making_close(making, &access, "prepare");
}

/* The file has its name; what is left to do cannot harm it. */
static void almost_done(struct muster_making *making, const char *what, int error)
{
    muster_failure_set(making->failure, MUSTER_IO_FAILED,
                       "%s is whole, but %s: %s; put that right and run the same command again "
                       "with --resume, which simulates nothing",
                       making->path, what, strerror(error));
}

/* From a complete temporary to the name that people know. */
static void publish(struct muster_making *making)
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
        muster_making_failed(making, "publish", error, "");
        return;
    }
    error = muster_parent_sync(making->path);
    if (error)
        almost_done(making, "its folder could not be synced", error);
    else if ((error = muster_journal_remove(making->journal)) != 0)
        almost_done(making, "its journal could not be removed", error);
}

static void allocate(struct muster_making *making)
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
        muster_making_no_memory(making);
    for (size_t i = 0; making->field && i < making->layout.field_count; i++)
        making->field[i] = H5I_INVALID_HID;
    for (size_t i = 0; making->extra_scale && i < making->extras.axis_count; i++)
        making->extra_scale[i] = H5I_INVALID_HID;
    for (size_t i = 0; i < MUSTER_AXES; i++)
        making->scale[i] = H5I_INVALID_HID;
}

static void prepare(struct muster_making *making)
{
    const struct muster_shape *shape = muster_journal_shape(making->journal);
    enum muster_status status = muster_layout_init(&making->layout, shape);
    if (status == MUSTER_NO_MEMORY)
        muster_making_no_memory(making);
    else if (status != MUSTER_OK)
        muster_failure_set(making->failure, status,
                           "the weeks and months of the tallies are not those of the horizon");
    making->temporary = muster_text_join(making->path, ".tmp");
    if (!making->temporary)
        muster_making_no_memory(making);
    memcpy(making->axis_length, making->layout.axis_length, sizeof making->axis_length);
    making->axis_length[MUSTER_AXIS_CANDIDATE] = making->question->candidate_count;
    making->axis_length[MUSTER_AXIS_REPLICATION] = making->replications;
    making->axis_length[MUSTER_AXIS_SETTING] = making->question->candidate[0].setting_count;
    allocate(making);
    making->text_type = H5Tcopy(H5T_C_S1);
    making->with_groups = H5Pcreate(H5P_LINK_CREATE);
    muster_making_ok(making, H5Tset_size(making->text_type, H5T_VARIABLE), "prepare");
    muster_making_ok(making, H5Tset_cset(making->text_type, H5T_CSET_UTF8), "prepare");
    muster_making_ok(making, H5Pset_create_intermediate_group(making->with_groups, 1), "prepare");
}

static void clear(struct muster_making *making)
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
    struct muster_making making = {.failure = failure,
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
    if (muster_making_fine(&making)) {
        write_temporary(&making);
        seal_temporary(&making);
        verify_temporary(&making);
        publish(&making);
        if (!muster_making_fine(&making))
            unlink(making.temporary);
    }
    clear(&making);
    return failure->status;
}
