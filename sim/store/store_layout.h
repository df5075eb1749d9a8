/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layout of muster.store/1: which dataset of the results file holds which part of a tally. Made
 * by walking the tables of tally.h, walked by the writer, the reader and `muster show`.
 *
 * A field is one dataset [candidate, replication] or [candidate, replication, entity] or
 * [candidate, replication, entity, window]. A stored field is a copy of part of the tally block,
 * and the stored fields together are the whole of it, so a tally can be restored bit for bit. A
 * folded field is the sum of a stored one over the days of each ISO week or month, or over months.
 * Thread rule: const once made.
 */
#ifndef MUSTER_STORE_LAYOUT_H
#define MUSTER_STORE_LAYOUT_H

#include "tally.h"

enum muster_axis_id {
    MUSTER_AXIS_CANDIDATE,
    MUSTER_AXIS_REPLICATION,
    MUSTER_AXIS_SERVICE,
    MUSTER_AXIS_SERVICE_AND_ALL,
    MUSTER_AXIS_GROUP,
    MUSTER_AXIS_TARGET,
    MUSTER_AXIS_DAY,
    MUSTER_AXIS_WEEK,
    MUSTER_AXIS_MONTH,
    MUSTER_AXIS_INTERVAL,
    MUSTER_AXIS_WAIT_BIN,
    MUSTER_AXIS_SETTING,
    MUSTER_AXES
};

struct muster_axis_name {
    const char *name; /* of the dataset in / and /axes */
    const char *unit; /* "" for names */
    const char *sentence;
    bool text; /* its values are names; else numbers */
};
extern const struct muster_axis_name muster_axis_name[MUSTER_AXES];

enum muster_field_type { MUSTER_FIELD_DOUBLE, MUSTER_FIELD_FLOAT, MUSTER_FIELD_UINT32 };
enum muster_fold { MUSTER_FOLD_NONE, MUSTER_FOLD_WEEK, MUSTER_FOLD_MONTH, MUSTER_FOLD_SUM };

struct muster_field {
    char path[80]; /* "/runs/services/answered" */
    const char *unit;
    char sentence[160];
    enum muster_field_type type; /* in the tally; folded fields are doubles in the file */
    enum muster_fold fold;
    size_t offset;   /* bytes from the start of the block to the first element */
    size_t stride;   /* elements between neighbours: 1, or the columns of an interleaved table */
    size_t from;     /* elements of one replication in the tally */
    size_t entities; /* 1 when there is no entity axis */
    size_t windows;  /* in the file; 1 when there is no window axis */
    int rank;        /* 2, 3 or 4 */
    enum muster_axis_id axis[4];
};

struct muster_store_layout {
    struct muster_shape shape;
    size_t bytes;                       /* of a tally block */
    size_t axis_length[MUSTER_AXES];    /* candidate, replication, setting: 0 */
    size_t *week_of_day, *month_of_day; /* [days] */
    size_t field_count;
    struct muster_field *field; /* [field_count], owned */
};

/* MUSTER_OK, MUSTER_NO_MEMORY, or MUSTER_BAD_FORMAT when weeks or months of `shape` are not those
 * that its days touch. */
enum muster_status muster_layout_init(struct muster_store_layout *layout,
                                      const struct muster_shape *shape);
void muster_layout_clear(struct muster_store_layout *layout);

/* The type of its values in the file: doubles for folded fields. */
enum muster_field_type muster_field_file_type(const struct muster_field *field);
/* Elements of one replication in the file, and the size of one in bytes. */
size_t muster_field_elements(const struct muster_field *field);
size_t muster_field_element_bytes(const struct muster_field *field);

/* The field's values of one replication, in the file's order, out of a tally block. */
void muster_field_gather(void *out, const struct muster_store_layout *layout,
                         const struct muster_field *field, const void *block);
/* The way back for a stored field. */
void muster_field_scatter(void *block, const struct muster_field *field, const void *values);

/* Labels: "2004-W41" and "2004-10" for the n-th week or month of the horizon. */
void muster_week_label(char text[16], const struct muster_shape *shape, size_t week);
void muster_month_label(char text[16], const struct muster_shape *shape, size_t month);

#endif
