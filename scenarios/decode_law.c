/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "nearest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A draw outside the range of its key is put up with when it is rarer than this: the engine takes
 * a share above 1 for 1. */
#define OUTSIDE_MOST 1e-3

const struct muster_node *muster_decode_law_node(const struct muster_node *node)
{
    if (node->kind != MUSTER_NODE_MAP)
        return NULL;
    for (const struct muster_node *child = node->first; child != NULL; child = child->next)
        if (muster_key_is_law(child->key))
            return child;
    return NULL;
}

bool muster_decode_is_law(const struct muster_node *node)
{
    if (node->kind != MUSTER_NODE_MAP || node->first == NULL)
        return false;
    char first = node->first->key[0];
    return muster_decode_law_node(node) != NULL || !(first >= '0' && first <= '9');
}

/* Adds a fault about a key that does not belong to a distribution. */
static void stray_key(struct muster_decoder *decoder, const struct muster_node *node,
                      const struct muster_node *previous,
                      const struct muster_key_row *const *allowed, size_t count)
{
    struct muster_nearest nearest;
    char remedy[128] = "";
    muster_nearest_init(&nearest, node->key);
    for (size_t i = 0; i < count; i++)
        muster_nearest_offer(&nearest, strrchr(allowed[i]->path, '.') + 1);
    if (nearest.best != NULL)
        snprintf(remedy, sizeof remedy, "did you mean %s?", nearest.best);
    else
        snprintf(remedy, sizeof remedy, count > 1 ? "the keys here are %s and %s" : "give %s alone",
                 strrchr(allowed[0]->path, '.') + 1, strrchr(allowed[count - 1]->path, '.') + 1);
    size_t mark = muster_path_push(&decoder->path, node->key);
    if (!muster_decode_split_decimal(decoder, node, previous))
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text, remedy,
                          "unknown key");
    muster_path_pop(&decoder->path, mark);
}

/* A value of the law in the unit of the key `unit_of`; the row `id` names it. */
static bool law_value(double *value, struct muster_decoder *decoder,
                      const struct muster_node *table, enum muster_key_id id,
                      enum muster_key_id unit_of)
{
    const struct muster_node *node = muster_decode_get(table, id);
    size_t mark = muster_path_push(&decoder->path, muster_key_word(id));
    bool fine = false;
    if (node == NULL) {
        char remedy[160];
        snprintf(remedy, sizeof remedy, "write for example %s", muster_key_row(id)->example);
        muster_decode_fault(decoder, table, remedy, "is missing");
    } else {
        bool own = muster_key_row(id)->type != MUSTER_TYPE_LAW_VALUE;
        fine = muster_decode_value(value, decoder, node, own ? id : unit_of);
    }
    if (fine && muster_key_row(id)->type == MUSTER_TYPE_LAW_VALUE && *value <= 0) {
        muster_decode_fault(decoder, node, "give more than 0", "%s has to be above 0", node->text);
        fine = false;
    }
    muster_path_pop(&decoder->path, mark);
    return fine;
}

/* The laws written as {mean, one shape}. */
struct law_form {
    enum muster_key_id law;
    enum muster_key_id shape; /* MUSTER_KEY_COUNT = none */
};

static const struct law_form FORMS[] = {
    {MUSTER_KEY_LAW_EXPONENTIAL, MUSTER_KEY_COUNT},
    {MUSTER_KEY_LAW_LOGNORMAL, MUSTER_KEY_LAW_CV},
    {MUSTER_KEY_LAW_GAMMA, MUSTER_KEY_LAW_CV},
    {MUSTER_KEY_LAW_ERLANG, MUSTER_KEY_LAW_K},
    {MUSTER_KEY_LAW_WEIBULL, MUSTER_KEY_LAW_SHAPE},
    {MUSTER_KEY_LAW_HYPEREXPONENTIAL, MUSTER_KEY_LAW_CV},
    {MUSTER_KEY_LAW_NORMAL, MUSTER_KEY_LAW_SD},
    {MUSTER_KEY_LAW_GEOMETRIC, MUSTER_KEY_COUNT},
};

/* The step of a geometric law: days for times, 1 for numbers. */
static double geometric_unit(enum muster_key_id id)
{
    enum muster_key_type type = muster_key_row(id)->type;
    return type == MUSTER_TYPE_DURATION || type == MUSTER_TYPE_DAYS ? 86400.0 : 1.0;
}

/* Builds the law, or says which precondition does not hold (NULL: fine). */
static const char *build_law(struct muster_law *law, enum muster_key_id kind, double mean,
                             double shape, double unit)
{
    switch (kind) {
    case MUSTER_KEY_LAW_EXPONENTIAL:
        *law = muster_law_exponential(mean);
        return NULL;
    case MUSTER_KEY_LAW_LOGNORMAL:
        *law = muster_law_lognormal(mean, shape);
        return NULL;
    case MUSTER_KEY_LAW_GAMMA:
        *law = muster_law_gamma(mean, shape);
        return NULL;
    case MUSTER_KEY_LAW_ERLANG:
        *law = muster_law_erlang(mean, (int)shape);
        return NULL;
    case MUSTER_KEY_LAW_WEIBULL:
        *law = muster_law_weibull(mean, shape);
        return NULL;
    case MUSTER_KEY_LAW_HYPEREXPONENTIAL:
        if (shape <= 1)
            return "the cv of a hyperexponential has to be above 1";
        *law = muster_law_hyperexponential(mean, shape);
        return NULL;
    case MUSTER_KEY_LAW_NORMAL:
        if (mean < 2 * shape)
            return "the mean of a normal (truncated at 0) has to be at least twice its sd";
        *law = muster_law_normal(mean, shape);
        return NULL;
    default:
        if (mean < unit)
            return unit > 1 ? "a geometric counts whole days: its mean is at least 1 d"
                            : "a geometric counts 1, 2, 3 …: its mean is at least 1";
        *law = muster_law_geometric(mean, unit);
        return NULL;
    }
}

static bool decode_shaped(struct muster_law *law, struct muster_decoder *decoder,
                          const struct muster_node *node, const struct law_form *form,
                          enum muster_key_id id)
{
    bool shaped = form->shape != MUSTER_KEY_COUNT;
    const struct muster_key_row *allowed[2] = {
        muster_key_row(MUSTER_KEY_LAW_MEAN),
        muster_key_row(shaped ? form->shape : MUSTER_KEY_LAW_MEAN)};
    if (node->kind != MUSTER_NODE_MAP) {
        muster_decode_form_fault(decoder, node, form->law);
        return false;
    }
    bool fine = true;
    const struct muster_node *previous = NULL;
    for (const struct muster_node *child = node->first; child != NULL; child = child->next) {
        bool known = strcmp(child->key, "mean") == 0 ||
                     (shaped && strcmp(child->key, muster_key_word(form->shape)) == 0);
        if (!known)
            stray_key(decoder, child, previous, allowed, shaped ? 2 : 1);
        fine = fine && known;
        previous = child;
    }
    double mean = 1, shape = 0;
    if (!law_value(&mean, decoder, node, MUSTER_KEY_LAW_MEAN, id))
        fine = false;
    if (shaped && !law_value(&shape, decoder, node, form->shape, id))
        fine = false;
    if (!fine)
        return false;
    const char *wrong = build_law(law, form->law, mean, shape, geometric_unit(id));
    if (wrong != NULL)
        muster_decode_fault(decoder, node, "change it, or take another distribution", "%s", wrong);
    return wrong == NULL;
}

/* uniform, triangular, pert: a list of values in ascending order. */
static bool decode_bounded(struct muster_law *law, struct muster_decoder *decoder,
                           const struct muster_node *node, enum muster_key_id kind,
                           enum muster_key_id id)
{
    size_t count = (size_t)(muster_key_row(kind)->words[0] - '0');
    double value[3] = {0, 0, 0};
    if (node->kind != MUSTER_NODE_LIST || node->count != count) {
        char remedy[128];
        snprintf(remedy, sizeof remedy, "write for example %s", muster_key_row(kind)->example);
        muster_decode_fault(decoder, node, remedy, "a list of %zu values belongs here", count);
        return false;
    }
    bool fine = true;
    size_t i = 0;
    for (const struct muster_node *item = node->first; item != NULL; item = item->next, i++) {
        size_t mark = muster_path_push_position(&decoder->path, i + 1);
        if (!muster_decode_value(&value[i], decoder, item, id))
            fine = false;
        else if (fine && i > 0 && value[i] < value[i - 1]) {
            muster_decode_fault(decoder, item, "put the values in ascending order",
                                "%s is less than the value before it", item->text);
            fine = false;
        }
        muster_path_pop(&decoder->path, mark);
    }
    if (!fine)
        return false;
    if (value[0] == value[count - 1])
        *law = muster_law_constant(value[0]);
    else if (kind == MUSTER_KEY_LAW_UNIFORM)
        *law = muster_law_uniform(value[0], value[1]);
    else if (kind == MUSTER_KEY_LAW_TRIANGULAR)
        *law = muster_law_triangular(value[0], value[1], value[2]);
    else
        *law = muster_law_pert(value[0], value[1], value[2]);
    return true;
}

static bool decode_named(struct muster_law *law, struct muster_decoder *decoder,
                         const struct muster_node *node, enum muster_key_id id);

/* One part of a mixture: its weight and its law. */
static bool decode_part(struct muster_law *law, double *weight, struct muster_decoder *decoder,
                        const struct muster_node *item, enum muster_key_id id)
{
    if (item->kind != MUSTER_NODE_MAP) {
        muster_decode_fault(decoder, item, "write {weight: 0.9, exponential: {mean: 2 min}}",
                            "a table with weight and a distribution belongs here");
        return false;
    }
    bool weighted = law_value(weight, decoder, item, MUSTER_KEY_LAW_WEIGHT, id);
    bool lawful = decode_named(law, decoder, item, id);
    if (!weighted && lawful)
        muster_law_clear(law);
    return weighted && lawful;
}

static bool decode_mixture(struct muster_law *law, struct muster_decoder *decoder,
                           const struct muster_node *node, enum muster_key_id id)
{
    if (node->kind != MUSTER_NODE_LIST || node->count == 0) {
        muster_decode_form_fault(decoder, node, MUSTER_KEY_LAW_MIXTURE);
        return false;
    }
    struct muster_law *part = muster_decode_room(decoder, node->count, sizeof *part);
    double *weight = muster_decode_room(decoder, node->count, sizeof *weight);
    bool fine = part != NULL && weight != NULL;
    size_t count = 0, position = 0;
    for (const struct muster_node *item = node->first; item != NULL && part != NULL && weight;
         item = item->next) {
        size_t mark = muster_path_push_position(&decoder->path, ++position);
        if (decode_part(&part[count], &weight[count], decoder, item, id))
            count++;
        else
            fine = false;
        muster_path_pop(&decoder->path, mark);
    }
    bool made = fine && muster_law_mixture(law, weight, part, count);
    if (fine && !made)
        decoder->faults->out_of_memory = true;
    for (size_t i = 0; i < count && !made; i++)
        muster_law_clear(&part[i]);
    free(part);
    free(weight);
    return made;
}

static bool decode_kind(struct muster_law *law, struct muster_decoder *decoder,
                        const struct muster_node *node, enum muster_key_id id)
{
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (strcmp(node->key, muster_key_word(FORMS[i].law)) == 0)
            return decode_shaped(law, decoder, node, &FORMS[i], id);
    if (strcmp(node->key, "uniform") == 0)
        return decode_bounded(law, decoder, node, MUSTER_KEY_LAW_UNIFORM, id);
    if (strcmp(node->key, "triangular") == 0)
        return decode_bounded(law, decoder, node, MUSTER_KEY_LAW_TRIANGULAR, id);
    if (strcmp(node->key, "pert") == 0)
        return decode_bounded(law, decoder, node, MUSTER_KEY_LAW_PERT, id);
    return decode_mixture(law, decoder, node, id);
}

/* Says that `node` names no distribution, and which one is near. */
static void no_law(struct muster_decoder *decoder, const struct muster_node *node)
{
    struct muster_nearest nearest;
    char remedy[128] = "write for example {exponential: {mean: 3.5 min}}";
    muster_nearest_init(&nearest, node->first != NULL ? node->first->key : "");
    for (unsigned id = MUSTER_KEY_LAW_EXPONENTIAL; id <= MUSTER_KEY_LAW_MIXTURE; id++)
        if (muster_key_is_law(muster_key_word((enum muster_key_id)id)))
            muster_nearest_offer(&nearest, muster_key_word((enum muster_key_id)id));
    if (nearest.best != NULL)
        snprintf(remedy, sizeof remedy, "did you mean %s?", nearest.best);
    muster_decode_fault(decoder, node->first != NULL ? node->first : node, remedy,
                        "no distribution is named here");
}

/* The other keys of the table: unit beside empirical, weight in a mixture (looked at there). */
static bool only_law(struct muster_decoder *decoder, const struct muster_node *node,
                     const struct muster_node *law)
{
    bool empirical = strcmp(law->key, "empirical") == 0;
    bool fine = true;
    for (const struct muster_node *child = node->first; child != NULL; child = child->next) {
        bool part = node->key == NULL && strcmp(child->key, "weight") == 0;
        if (child == law || part || (empirical && strcmp(child->key, "unit") == 0))
            continue;
        size_t mark = muster_path_push(&decoder->path, child->key);
        muster_faults_add(decoder->faults, child->key_place, decoder->path.text,
                          "give one distribution", "unknown key beside %s", law->key);
        muster_path_pop(&decoder->path, mark);
        fine = false;
    }
    return fine;
}

static bool decode_named(struct muster_law *law, struct muster_decoder *decoder,
                         const struct muster_node *node, enum muster_key_id id)
{
    const struct muster_node *kind = muster_decode_law_node(node);
    if (kind == NULL) {
        no_law(decoder, node);
        return false;
    }
    if (!only_law(decoder, node, kind))
        return false;
    size_t mark = muster_path_push(&decoder->path, kind->key);
    bool fine = strcmp(kind->key, "empirical") == 0
                    ? muster_decode_empirical(law, decoder, node, id)
                    : decode_kind(law, decoder, kind, id);
    muster_path_pop(&decoder->path, mark);
    return fine;
}

bool muster_decode_law(struct muster_law *law, struct muster_decoder *decoder,
                       const struct muster_node *node, enum muster_key_id id)
{
    if (node->kind == MUSTER_NODE_MAP && node->count > 0)
        return decode_named(law, decoder, node, id);
    double value;
    if (!muster_decode_value(&value, decoder, node, id))
        return false;
    *law = muster_law_constant(value);
    return true;
}

/* A law that is drawn for a key with a range must not leave it. */
static bool inside_range(struct muster_decoder *decoder, const struct muster_node *node,
                         const struct muster_law *law, enum muster_key_id id)
{
    const struct muster_key_row *row = muster_key_row(id);
    double above = 1 - muster_law_cdf(law, row->most);
    double below = row->above || row->least > 0 ? muster_law_cdf(law, row->least) : 0;
    if (law->kind == MUSTER_LAW_CONSTANT || above + below <= OUTSIDE_MOST)
        return true;
    char range[96];
    muster_key_range(range, sizeof range, row);
    muster_decode_fault(decoder, node, "use pert, triangular or uniform within it",
                        "%.2g%% of its draws are out of range %s", 100 * (above + below), range);
    return false;
}

/* The law of a parameter, whose path is pushed; constant after a fault. */
static void parameter_law(struct muster_parameter *parameter, struct muster_decoder *decoder,
                          const struct muster_node *node, enum muster_key_id id)
{
    struct muster_law law;
    parameter->entity = muster_entity("parameter", decoder->path.text);
    if (!muster_decode_law(&law, decoder, node, id))
        return;
    if (!inside_range(decoder, node, &law, id))
        muster_law_clear(&law);
    else
        parameter->law = law;
}

void muster_decode_parameter(struct muster_parameter *parameter, struct muster_decoder *decoder,
                             const struct muster_node *table, enum muster_key_id id)
{
    const struct muster_key_row *row = muster_key_row(id);
    const struct muster_node *node = muster_decode_get(table, id);
    bool has_default = row->standard != NULL && !muster_key_needed(row);
    bool given = node != NULL || has_default;
    parameter->law = muster_law_constant(given ? muster_decode_harmless(decoder, id) : 0);
    size_t mark = muster_path_push(&decoder->path, muster_key_word(id));
    parameter->entity = muster_entity("parameter", decoder->path.text);
    if (node != NULL)
        parameter_law(parameter, decoder, node, id);
    muster_path_pop(&decoder->path, mark);
}

/* The node of a mean that is itself a distribution, or NULL. */
static const struct muster_node *uncertain_mean(const struct muster_node *node)
{
    const struct muster_node *kind =
        node->kind == MUSTER_NODE_MAP ? muster_decode_law_node(node) : NULL;
    if (kind == NULL || kind->kind != MUSTER_NODE_MAP)
        return NULL;
    const struct muster_node *mean = muster_node_get(kind, "mean");
    return mean != NULL && mean->kind == MUSTER_NODE_MAP ? mean : NULL;
}

/* A copy of the law's keys with the mean's mean in place of the distribution. */
static bool quantity_uncertain(struct muster_quantity *quantity, struct muster_decoder *decoder,
                               const struct muster_node *node, const struct muster_node *mean,
                               enum muster_key_id id)
{
    const struct muster_node *kind = muster_decode_law_node(node);
    size_t mark = muster_path_push(&decoder->path, kind->key);
    muster_path_push(&decoder->path, "mean");
    quantity->mean.law = muster_law_constant(0);
    parameter_law(&quantity->mean, decoder, mean, id);
    muster_path_pop(&decoder->path, mark);
    double centre = muster_law_mean(&quantity->mean.law);
    if (!(centre > 0))
        return false;
    quantity->mean_uncertain = quantity->mean.law.kind != MUSTER_LAW_CONSTANT;

    /* The law is read from a copy of its table whose mean is the number. */
    char text[64];
    struct muster_node number = *mean, table = *kind, outer = *node, copy[3];
    bool time = muster_key_row(id)->type == MUSTER_TYPE_DURATION;
    snprintf(text, sizeof text, "%.17g%s", centre, time ? " s" : "");
    number.kind = MUSTER_NODE_SCALAR;
    number.text = text;
    number.first = number.last = NULL;
    size_t used = 0;
    copy[used++] = number;
    for (const struct muster_node *child = kind->first; child != NULL && used < 3;
         child = child->next)
        if (child != mean)
            copy[used++] = *child;
    for (size_t i = 0; i < used; i++)
        copy[i].next = i + 1 < used ? &copy[i + 1] : NULL;
    table.first = &copy[0];
    table.count = used;
    table.next = NULL;
    outer.first = &table;
    outer.count = 1;
    return decode_named(&quantity->law, decoder, &outer, id);
}

void muster_decode_quantity_at(struct muster_quantity *quantity, struct muster_decoder *decoder,
                               const struct muster_node *node, enum muster_key_id id)
{
    const struct muster_node *mean = uncertain_mean(node);
    struct muster_law law;
    quantity->law = muster_law_constant(0);
    quantity->mean.law = muster_law_constant(0);
    quantity->given = true;
    if (mean != NULL)
        quantity_uncertain(quantity, decoder, node, mean, id);
    else if (muster_decode_law(&law, decoder, node, id))
        quantity->law = law;
}

void muster_decode_quantity(struct muster_quantity *quantity, struct muster_decoder *decoder,
                            const struct muster_node *table, enum muster_key_id id)
{
    size_t mark;
    quantity->law = muster_law_constant(0);
    quantity->mean.law = muster_law_constant(0);
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return;
    muster_decode_quantity_at(quantity, decoder, node, id);
    muster_decode_leave(decoder, mark);
}
