/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a tree to a scenario: what the decode_*.c files share. Each of them reads one table of the
 * file; keys, types, ranges, units and defaults come from the key table (keys.h), faults go to the
 * decoder, and reading goes on with a harmless value, so that all faults are found in one pass.
 * muster_decode_walk has looked at the keys themselves (unknown, missing, not in this version)
 * before; the readers look at values.
 *
 * Only the sources of the scenario reader include this header.
 */
#ifndef MUSTER_DECODE_H
#define MUSTER_DECODE_H

#include "document.h"
#include "keys.h"
#include "scenario.h"
#include "table.h"

struct muster_decoder {
    struct muster_faults *faults;
    struct muster_path path;      /* of the key being read */
    struct muster_tables *tables; /* data files, read once */
    const char *currency;
    bool incomplete; /* an include was not read: what is missing may stand there, and is no fault */
    bool horizon_known; /* start and length have been read without a fault */
    bool base_only;     /* reads the base file for its opening alone: no plausibility warnings */
};

/* ---- decode.c: single values ---- */

/* Adds a fault at `node` under the decoder's path. `remedy` may be NULL. Of an incomplete document
 * only faults at single values: one at a table or list says that something is missing in it. */
void muster_decode_fault(struct muster_decoder *decoder, const struct muster_node *node,
                         const char *remedy, const char *format, ...) MUSTER_PRINTF(4, 5);
void muster_decode_warn(struct muster_decoder *decoder, const struct muster_node *node,
                        const char *remedy, const char *format, ...) MUSTER_PRINTF(4, 5);
/* The same at the key `id` of `table`, which is there. */
void muster_decode_key_fault(struct muster_decoder *decoder, const struct muster_node *table,
                             enum muster_key_id id, const char *remedy, const char *format, ...)
    MUSTER_PRINTF(5, 6);
/* The fault "form expected" of a key's type. */
void muster_decode_form_fault(struct muster_decoder *decoder, const struct muster_node *node,
                              enum muster_key_id id);
/* The node of a key in its table, NULL when absent; then the decoder's path is unchanged, otherwise
 * it leads to the key until the path is popped to *mark. */
const struct muster_node *muster_decode_enter(size_t *mark, struct muster_decoder *decoder,
                                              const struct muster_node *table,
                                              enum muster_key_id id);
void muster_decode_leave(struct muster_decoder *decoder, size_t mark);
const struct muster_node *muster_decode_get(const struct muster_node *table, enum muster_key_id id);

/* The fault that a key is missing in `table`. */
void muster_decode_missing(struct muster_decoder *decoder, const struct muster_node *table,
                           enum muster_key_id id);
/* A fault at `table` when it lacks the key: "days is missing: " and why. */
void muster_decode_need(struct muster_decoder *decoder, const struct muster_node *table,
                        enum muster_key_id id, const char *why);
/* A fault at the key when the table has it: why, and to leave it out. */
void muster_decode_refuse(struct muster_decoder *decoder, const struct muster_node *table,
                          enum muster_key_id id, const char *why);

/* The number that `text` is for a key of that type: true, or false with a fault at `node`. The
 * range is checked. */
bool muster_decode_text_value(double *value, struct muster_decoder *decoder,
                              const struct muster_node *node, const char *text,
                              enum muster_key_id id);
/* The same of a node, which has to be a single value. */
bool muster_decode_value(double *value, struct muster_decoder *decoder,
                         const struct muster_node *node, enum muster_key_id id);
/* A key of `table`: its value; its default when absent; a harmless one after a fault. */
double muster_decode_number(struct muster_decoder *decoder, const struct muster_node *table,
                            enum muster_key_id id);
int muster_decode_whole(struct muster_decoder *decoder, const struct muster_node *table,
                        enum muster_key_id id);
/* The position of the word among the key's choices. */
int muster_decode_choice(struct muster_decoder *decoder, const struct muster_node *table,
                         enum muster_key_id id);
bool muster_decode_flag(struct muster_decoder *decoder, const struct muster_node *table,
                        enum muster_key_id id);
/* A copy of the text, `otherwise` when absent (may be NULL); to be freed by the caller. */
char *muster_decode_text(struct muster_decoder *decoder, const struct muster_node *table,
                         enum muster_key_id id, const char *otherwise);
/* A span "11:30-14:00"; close_s may pass 86400. */
bool muster_decode_span(double *from_s, double *to_s, struct muster_decoder *decoder,
                        const struct muster_node *table, enum muster_key_id id);
/* Room for `count` things of `size` bytes, zeroed; NULL and out_of_memory set when
 * there is none. */
void *muster_decode_room(struct muster_decoder *decoder, size_t count, size_t size);
char *muster_decode_copy(struct muster_decoder *decoder, const char *text);
/* The tables in a table of names, one after the other, from {0} on: leaves the last one and enters
 * the next, `name` being a copy of its name for the caller to keep. False after the last one, with
 * the path as it was before the first. */
struct muster_named {
    const struct muster_node *node;
    char *name;
    size_t mark;
};
bool muster_decode_next(struct muster_named *at, struct muster_decoder *decoder,
                        const struct muster_node *table);
/* The harmless value of a key: its default, else one inside its range. */
double muster_decode_harmless(struct muster_decoder *decoder, enum muster_key_id id);

/* ---- decode_walk.c: the keys of the whole tree ---- */
void muster_decode_walk(struct muster_decoder *decoder, const struct muster_node *table,
                        enum muster_key_id parent);
/* "2,7 min" inside {} is a value 2 and a key "7 min": when `node` is such a key right behind
 * `previous` (or NULL), says so and returns true. */
bool muster_decode_split_decimal(struct muster_decoder *decoder, const struct muster_node *node,
                                 const struct muster_node *previous);

/* ---- decode_path.c: true unless the dotted path leads to a service or group that `root` lacks;
 * then a fault at `place`. ---- */
bool muster_decode_path_known(struct muster_decoder *decoder, const struct muster_node *root,
                              const char *path, struct muster_place place);

/* ---- decode_law.c, decode_empirical.c: random values ---- */
/* True for a table that names a distribution (and not steps over the day). */
bool muster_decode_is_law(const struct muster_node *node);
/* A key that may be uncertain; absent: its default, or constant 0. */
void muster_decode_parameter(struct muster_parameter *parameter, struct muster_decoder *decoder,
                             const struct muster_node *table, enum muster_key_id id);
/* The same at the node itself, to which the path leads. */
void muster_decode_quantity_at(struct muster_quantity *quantity, struct muster_decoder *decoder,
                               const struct muster_node *node, enum muster_key_id id);
void muster_decode_quantity(struct muster_quantity *quantity, struct muster_decoder *decoder,
                            const struct muster_node *table, enum muster_key_id id);
/* The child of a table that names the distribution, NULL when there is none. */
const struct muster_node *muster_decode_law_node(const struct muster_node *node);
/* The law of a single value or a distribution; the path leads to it. */
bool muster_decode_law(struct muster_law *law, struct muster_decoder *decoder,
                       const struct muster_node *node, enum muster_key_id id);
bool muster_decode_empirical(struct muster_law *law, struct muster_decoder *decoder,
                             const struct muster_node *node, enum muster_key_id id);

/* ---- decode_tables.c: tables over the day, the week, the year ---- */
bool muster_decode_steps(struct muster_steps *steps, struct muster_decoder *decoder,
                         const struct muster_node *node, enum muster_key_id id);
bool muster_decode_profile(struct muster_steps profile[7], struct muster_decoder *decoder,
                           const struct muster_node *node);
void muster_decode_months(double weight[12], struct muster_decoder *decoder,
                          const struct muster_node *table, enum muster_key_id id);
bool muster_decode_weekdays(double weight[7], struct muster_decoder *decoder,
                            const struct muster_node *table, enum muster_key_id id);
bool muster_decode_week_file(double weight[53], struct muster_decoder *decoder,
                             const struct muster_node *season);

/* ---- the tables of the file ---- */
/* decode_hours.c; false: absent. */
bool muster_decode_hours(struct muster_hours *hours, struct muster_decoder *decoder,
                         const struct muster_node *root, enum muster_key_id id);
/* decode_closed.c: dates in [first, last] must be covered by a file of dates. */
void muster_decode_closed(struct muster_hours *hours, struct muster_decoder *decoder,
                          const struct muster_node *table, enum muster_key_id id, int32_t first,
                          int32_t last);
void muster_decode_horizon(struct muster_scenario *scenario, struct muster_decoder *decoder,
                           const struct muster_node *root);
/* decode_target.c: appends the targets under `id` of `table`. */
void muster_decode_targets(struct muster_scenario *scenario, struct muster_decoder *decoder,
                           const struct muster_node *table, enum muster_key_id id, int service);
void muster_decode_thresholds(struct muster_scenario *scenario);
void muster_decode_demand(struct muster_service *service, struct muster_decoder *decoder,
                          const struct muster_node *node);
void muster_decode_callers(struct muster_service *service, struct muster_decoder *decoder,
                           const struct muster_node *node);
void muster_decode_staff(struct muster_scenario *scenario, struct muster_decoder *decoder,
                         const struct muster_node *root);
void muster_decode_skills(struct muster_group *group, struct muster_decoder *decoder,
                          const struct muster_scenario *scenario, const struct muster_node *node);
/* decode_establishment.c: fte, posts or one_per; `scenario` holds the other groups. */
void muster_decode_establishment(struct muster_group *group, struct muster_decoder *decoder,
                                 const struct muster_scenario *scenario,
                                 const struct muster_node *table);
/* The other group with fte or posts that a key names; NULL and a fault when it names none, or the
 * group itself. */
const struct muster_group *muster_decode_other_group(struct muster_decoder *decoder,
                                                     const struct muster_scenario *scenario,
                                                     const struct muster_group *group,
                                                     const struct muster_node *table,
                                                     enum muster_key_id id);
/* decode_acting_up.c: who acts up in whose posts, when all groups of `staff` are known. */
void muster_decode_acting_up(struct muster_scenario *scenario, struct muster_decoder *decoder,
                             const struct muster_node *staff);
/* The date that is the key of `node`, or false and a fault. */
bool muster_decode_date_key(int32_t *date, struct muster_decoder *decoder,
                            const struct muster_node *node);
/* A list of services under `id` of `table`: their indices, *service to be freed; 0 = absent. */
size_t muster_decode_services(int **service, struct muster_decoder *decoder,
                              const struct muster_scenario *scenario,
                              const struct muster_node *table, enum muster_key_id id);
/* decode_stand_ins.c: agency and casuals. */
void muster_decode_stand_ins(struct muster_group *group, struct muster_decoder *decoder,
                             const struct muster_node *table);
void muster_decode_contracts(struct muster_group *group, struct muster_decoder *decoder,
                             const struct muster_scenario *scenario,
                             const struct muster_node *node);
void muster_decode_shifts(struct muster_group *group, struct muster_decoder *decoder,
                          const struct muster_scenario *scenario, const struct muster_node *node);
void muster_decode_leaves(struct muster_leave *leave, struct muster_decoder *decoder,
                          const struct muster_node *root);
void muster_decode_sickness(struct muster_sickness *sickness, struct muster_decoder *decoder,
                            const struct muster_node *root);
void muster_decode_closing(struct muster_scenario *scenario, struct muster_decoder *decoder);
void muster_decode_lateness(struct muster_lateness *lateness, struct muster_decoder *decoder,
                            const struct muster_node *root);
void muster_decode_one_offs(struct muster_scenario *scenario, struct muster_decoder *decoder,
                            const struct muster_node *root);
void muster_decode_outages(struct muster_scenario *scenario, struct muster_decoder *decoder,
                           const struct muster_node *root);
void muster_decode_attrition(struct muster_attrition *attrition, struct muster_decoder *decoder,
                             const struct muster_node *root);
void muster_decode_retention(struct muster_scenario *scenario, struct muster_decoder *decoder,
                             const struct muster_node *root);
void muster_decode_recruitment(struct muster_scenario *scenario, struct muster_decoder *decoder,
                               const struct muster_node *root);
/* decode_conditions.c: one condition, or a list of them; *conditions is the caller's to free. */
void muster_decode_conditions(struct muster_condition **conditions, size_t *count,
                              struct muster_decoder *decoder, const struct muster_node *table,
                              enum muster_key_id id);
/* decode_off_phone.c: after the staff has been read. */
void muster_decode_off_phone(struct muster_scenario *scenario, struct muster_decoder *decoder,
                             const struct muster_node *root);
void muster_decode_overtime(struct muster_scenario *scenario, struct muster_decoder *decoder,
                            const struct muster_node *root);
/* decode_relief.c: the same; adds the group of the pool. */
void muster_decode_relief(struct muster_scenario *scenario, struct muster_decoder *decoder,
                          const struct muster_node *root);
void muster_decode_pay(struct muster_scenario *scenario, struct muster_decoder *decoder,
                       const struct muster_node *root);
/* decode_costs.c: costs and budget. */
void muster_decode_costs(struct muster_scenario *scenario, struct muster_decoder *decoder,
                         const struct muster_node *root);
void muster_decode_budget(struct muster_scenario *scenario, struct muster_decoder *decoder,
                          const struct muster_node *root);
void muster_decode_simulation(struct muster_question *question, struct muster_decoder *decoder,
                              const struct muster_node *root);

/* decode_scenario.c: one whole tree; `base_opening` is the base file's, for observed_opening. */
void muster_decode_scenario(struct muster_scenario *scenario, struct muster_decoder *decoder,
                            const struct muster_node *root,
                            const struct muster_hours *base_opening);
/* decode_check.c: what has to fit together. */
void muster_decode_check(const struct muster_scenario *scenario, struct muster_decoder *decoder,
                         const struct muster_node *root);

/* decode_candidates.c: fills question->candidate from the tree, whose `candidates` it takes out. */
void muster_decode_candidates(struct muster_question *question, struct muster_document *document,
                              struct muster_tables *tables, struct muster_faults *faults);
/* A value as it would stand in one line of a file, to be freed; NULL: out of memory. */
char *muster_node_inline(const struct muster_node *node);

/* clear.c */
void muster_scenario_clear(struct muster_scenario *scenario);
void muster_hours_clear(struct muster_hours *hours);
bool muster_hours_copy(struct muster_hours *copy, const struct muster_hours *hours);

#endif
