/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "making.h"

#include <hdf5_hl.h>
#include <stdio.h>
#include <stdlib.h>

/* Makes /axes/NAME and its link in /, and leaves it open. */
static hid_t make_scale(struct muster_making *making, const struct muster_results_axis *axis)
{
    char path[128];
    snprintf(path, sizeof path, "/axes/%s", axis->name);
    hid_t type = axis->data == MUSTER_DATA_TEXT     ? making->text_type
                 : axis->data == MUSTER_DATA_DOUBLE ? H5T_IEEE_F64LE
                                                    : H5T_STD_I32LE;
    hid_t memory = axis->data == MUSTER_DATA_TEXT     ? making->text_type
                   : axis->data == MUSTER_DATA_DOUBLE ? H5T_NATIVE_DOUBLE
                                                      : H5T_NATIVE_INT32;
    struct muster_making_plan plan = {path, axis->unit, axis->long_name, type, 1, {axis->length},
                                      {0},  false};
    if (axis->data != MUSTER_DATA_TEXT)
        plan.chunk[0] = axis->length < 65536 ? axis->length : 65536;
    hid_t scale = muster_making_dataset(making, &plan);
    muster_making_values(making, scale, memory, axis->values, path);
    if (muster_making_fine(making) &&
        muster_making_ok(making, H5DSset_scale(scale, axis->name), path))
        muster_making_ok(
            making,
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

static void standard_scale(struct muster_making *making, enum muster_axis_id id,
                           enum muster_data data, const void *values)
{
    const struct muster_axis_name *is = &muster_axis_name[id];
    if (!values)
        muster_making_no_memory(making);
    if (!muster_making_fine(making) || making->axis_length[id] == 0)
        return;
    struct muster_results_axis axis = {is->name, is->unit, is->sentence, making->axis_length[id],
                                       data,     values};
    making->scale[id] = make_scale(making, &axis);
}

/* Names of the candidates, services, groups and targets. */
static void name_scales(struct muster_making *making)
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

static void label_scale(struct muster_making *making, enum muster_axis_id id,
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

static void number_scales(struct muster_making *making)
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

static void extra_scales(struct muster_making *making)
{
    for (size_t i = 0; muster_making_fine(making) && i < making->extras.axis_count; i++) {
        struct muster_results_axis axis = making->extras.axis[i];
        int32_t *number = NULL;
        if (!axis.values) {
            axis.values = number = counting(axis.length, 0);
            axis.data = MUSTER_DATA_INT32;
        }
        if (!axis.values)
            muster_making_no_memory(making);
        else
            making->extra_scale[i] = make_scale(making, &axis);
        free(number);
    }
}

void muster_making_axes(struct muster_making *making)
{
    name_scales(making);
    number_scales(making);
    label_scale(making, MUSTER_AXIS_WEEK, muster_week_label);
    label_scale(making, MUSTER_AXIS_MONTH, muster_month_label);
    extra_scales(making);
}
