/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

/* People who leave or learn have to be there first. */
static void check_group(struct muster_decoder *decoder, const struct muster_scenario *scenario,
                        const struct muster_group *group, const struct muster_node *node)
{
    bool both_forms = muster_decode_get(node, MUSTER_KEY_GROUP_PRESENT) != NULL;
    if (!group->shift_based || both_forms || group->has_in_post)
        return;
    if (scenario->attrition.given || scenario->learning.given)
        muster_decode_fault(decoder, node, "write for example in_post: {fte: 12, tenure: new}",
                            "in_post is missing: attrition and learning need it");
}

/* With a last chance of 0 some stay for ever: there is no long run to start in. */
static void check_long_run(struct muster_decoder *decoder, const struct muster_scenario *scenario,
                           const struct muster_group *group, const struct muster_node *node)
{
    const struct muster_attrition *attrition = &scenario->attrition;
    size_t last = attrition->monthly_count;
    if (group->has_in_post && group->in_post_tenure == MUSTER_TENURE_STEADY_STATE && last > 0 &&
        attrition->monthly[last - 1] == 0)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_GROUP_IN_POST,
                                "give a list of people and tenures, or tenure: new",
                                "the last of monthly_by_tenure is 0%%: there is no steady state");
}

static bool anyone_skilled(const struct muster_scenario *scenario, size_t service)
{
    for (size_t g = 0; g < scenario->group_count; g++)
        for (size_t i = 0; i < scenario->group[g].skill_count; i++)
            if (scenario->group[g].skill[i].service == (int)service)
                return true;
    return false;
}

static bool anyone_on_phones(const struct muster_scenario *scenario)
{
    for (size_t g = 0; g < scenario->group_count; g++)
        if (!scenario->group[g].off_phones)
            return true;
    return false;
}

static const struct muster_node *child_at(const struct muster_node *table, const char *key,
                                          const char *name)
{
    return name != NULL ? muster_node_get(muster_node_get(table, key), name) : NULL;
}

static void check_groups(const struct muster_scenario *scenario, struct muster_decoder *decoder,
                         const struct muster_node *root)
{
    const struct muster_node *staff = muster_node_get(root, "staff");
    if (staff != NULL && scenario->group_count > 0 && !anyone_on_phones(scenario)) {
        size_t mark = muster_path_push(&decoder->path, "staff");
        muster_decode_fault(decoder, staff, "add for example skills: [calls] to a group",
                            "no group has skills, so nobody is on the phones");
        muster_path_pop(&decoder->path, mark);
    }
    for (size_t g = 0; g < scenario->group_count; g++) {
        const struct muster_group *group = &scenario->group[g];
        const struct muster_node *node = child_at(root, "staff", group->name);
        if (node == NULL)
            continue;
        size_t mark = muster_path_push(&decoder->path, "staff");
        muster_path_push(&decoder->path, group->name);
        check_group(decoder, scenario, group, node);
        check_long_run(decoder, scenario, group, node);
        muster_path_pop(&decoder->path, mark);
    }
}

static void check_services(const struct muster_scenario *scenario, struct muster_decoder *decoder,
                           const struct muster_node *root)
{
    for (size_t k = 0; k < scenario->service_count && !muster_faults_any(decoder->faults); k++) {
        const struct muster_node *node = child_at(root, "services", scenario->service[k].name);
        if (node == NULL || scenario->group_count == 0 || anyone_skilled(scenario, k))
            continue;
        size_t mark = muster_path_push(&decoder->path, "services");
        muster_path_push(&decoder->path, scenario->service[k].name);
        muster_decode_warn(decoder, node, "add it to the skills of a group",
                           "nobody is skilled for it: its callers are never answered");
        muster_path_pop(&decoder->path, mark);
    }
}

/* Tables about people who leave, fall ill or learn need people who are not just a number. */
static void check_people(const struct muster_scenario *scenario, struct muster_decoder *decoder,
                         const struct muster_node *root)
{
    static const enum muster_key_id TABLES[] = {
        MUSTER_KEY_LEAVE,       MUSTER_KEY_SICKNESS, MUSTER_KEY_ATTRITION,
        MUSTER_KEY_RECRUITMENT, MUSTER_KEY_LEARNING, MUSTER_KEY_OFF_PHONE,
        MUSTER_KEY_LATENESS,    MUSTER_KEY_ONE_OFFS, MUSTER_KEY_OVERTIME};
    for (size_t g = 0; g < scenario->group_count; g++)
        if (scenario->group[g].shift_based)
            return;
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES && scenario->group_count > 0; i++) {
        size_t mark;
        const struct muster_node *node = muster_decode_enter(&mark, decoder, root, TABLES[i]);
        if (node == NULL)
            continue;
        muster_decode_warn(decoder, node, "give a group fte and shifts, or leave this out",
                           "no group is given by fte, so this changes nothing");
        muster_decode_leave(decoder, mark);
    }
}

/* A factor on the hazard of leaving needs people who leave. */
static void check_leaving(const struct muster_scenario *scenario, struct muster_decoder *decoder,
                          const struct muster_node *root)
{
    for (size_t a = 0; a < scenario->activity_count && !scenario->attrition.given; a++) {
        const struct muster_node *node = child_at(root, "off_phone", scenario->activity[a].name);
        if (node == NULL || scenario->activity[a].leaving_factor <= 1)
            continue;
        size_t mark = muster_path_push(&decoder->path, "off_phone");
        muster_path_push(&decoder->path, scenario->activity[a].name);
        muster_decode_warn(decoder, node, "add attrition, or leave leaving_factor out",
                           "nobody leaves, so leaving_factor changes nothing");
        muster_path_pop(&decoder->path, mark);
    }
}

void muster_decode_check(const struct muster_scenario *scenario, struct muster_decoder *decoder,
                         const struct muster_node *root)
{
    check_groups(scenario, decoder, root);
    check_services(scenario, decoder, root);
    check_people(scenario, decoder, root);
    check_leaving(scenario, decoder, root);
}
