/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rota of one week.
 *
 * Hours: each post has a bank of seconds still to be worked. A fifth of the contract goes in for
 * every Monday to Friday that its holder is on the phones and neither on leave nor on a bank
 * holiday; what is rostered comes out. Days are added while the bank holds a whole one, so the bank
 * stays within one shift, and a cycle that fits the contract is met exactly (18.5 h in shifts of
 * 4 h: weeks of 4 and 5 days, 37 in 8 weeks). Hours that no shift can use are dropped.
 *
 * Saturdays go to post p in week r when p = r modulo one_in. Its hours come back as a weekday cut by
 * as much in the same week (short_day, when a shift is long enough), by whole days as the bank allows
 * (day_off; toil: afterwards, the bank going below nothing), or are paid (overtime).
 *
 * The rota is made `rota_notice` weeks ahead from what is known then. A leaver whose notice came
 * later is still rostered (a gap); a person away for more than four weeks by then is not counted on
 * and follows the pattern on return.
 *
 * cover: people choose in turn, twice round, the shift and days of their week that most reduce the
 * sum over intervals of (people still needed)^2, a surplus weighing SURPLUS times as much.
 */
#include "people.h"

#include <math.h>
#include <string.h>

#define ROUNDING_S 1.0
#define SHORTEST_CUT_DAY_S 3600.0 /* a cut day keeps at least an hour */
#define KNOWN_AWAY_DAYS 28
#define SURPLUS 0.02f
#define ROUNDS 2

/* A post's week while its duties are chosen. */
struct post_week {
    const struct muster_role *role;
    size_t post; /* within the role */
    int32_t first_day, week;
    struct muster_duty *duty; /* [7] */
    int32_t holder[7];        /* occupant, -1 = nobody */
    uint8_t flags[7];
    bool free_day[7]; /* may be rostered */
    bool counted;
    double bank_s, accrued_s;
};

/* ---- who is known to be there ---- */

static bool known_away(const struct muster_workforce *workforce,
                       const struct muster_occupant *occupant, int32_t made)
{
    const struct muster_spell *spell = muster_spell_on(workforce, occupant, made > 0 ? made : 0);
    return spell && spell->from_day <= made - KNOWN_AWAY_DAYS;
}

/* Who the rota made on day `made` puts on `day`: the live holder, or one who has left since. */
static int32_t rostered_holder(uint8_t *flags, const struct muster_workforce *workforce, size_t post,
                               int32_t day, int32_t made)
{
    int32_t ghost = -1;
    *flags = 0;
    for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++) {
        const struct muster_occupant *who = &workforce->occupant[i];
        if (who->live <= day && day < who->leave)
            return (int32_t)i;
        if (who->live <= day && who->leave <= day && who->notice > made)
            ghost = (int32_t)i;
    }
    if (ghost >= 0)
        *flags = MUSTER_DUTY_GHOST;
    return ghost;
}

static bool saturday_table(const struct muster_role *role, int weekday)
{
    return weekday == 5 && role->group->has_saturday;
}

static void look_ahead(struct post_week *week, const struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    size_t post = week->role->first_post + week->post;
    double fifth = week->role->post[week->post].week_s / 5;
    int32_t made = week->first_day - 7 * week->role->group->rota_notice_weeks;
    week->counted = true;
    week->accrued_s = 0;
    for (int j = 0; j < 7; j++) {
        int32_t day = week->first_day + j;
        week->duty[j] = (struct muster_duty){.occupant = -1};
        week->free_day[j] = false;
        week->holder[j] = -1;
        if (day < 0 || (size_t)day >= roster->period->day_count)
            continue;
        week->holder[j] = rostered_holder(&week->flags[j], workforce, post, day, made);
        bool closed = roster->period->day[day].closed;
        if (week->holder[j] < 0 || closed)
            continue;
        if (known_away(workforce, &workforce->occupant[week->holder[j]], made))
            week->counted = false;
        enum muster_leave_mark leave = muster_leave_on(workforce, post, day);
        week->free_day[j] = leave == MUSTER_LEAVE_NONE;
        if (j < 5 && leave == MUSTER_LEAVE_NONE)
            week->accrued_s += fifth;
    }
}

/* ---- choosing ---- */

static const struct muster_allowed *allowed_of(const struct post_week *week,
                                               enum muster_week_part part)
{
    return &week->role->allowed[week->role->post[week->post].full_time][part];
}

/* The shift of a weekday: the wished place in the list, else the next one worked on that day. */
static bool shift_on(size_t *shift, const struct post_week *week, enum muster_week_part part,
                     size_t place, int weekday)
{
    const struct muster_allowed *allowed = allowed_of(week, part);
    for (size_t k = 0; k < allowed->count; k++) {
        *shift = allowed->shift[(place + k) % allowed->count];
        if (week->role->shift[*shift].paid_s[weekday] > 0)
            return true;
    }
    return false;
}

/* Fall in squared shortfall when a shift is added on a weekday. */
static double gain(const struct muster_workforce *workforce, const struct muster_role *role,
                   size_t s, int weekday)
{
    const struct muster_role_shift *shift = &role->shift[s];
    size_t n = workforce->roster->period->intervals_of_day;
    const float *need = workforce->cover + (size_t)weekday * n;
    const float *present = shift->present + (size_t)weekday * n;
    float sum = 0;
    for (size_t i = shift->from[weekday]; i < shift->to[weekday]; i++) {
        float before = need[i], after = before - present[i];
        sum += before * before * (before > 0 ? 1 : SURPLUS) -
               after * after * (after > 0 ? 1 : SURPLUS);
    }
    return sum;
}

/* Takes a duty's presence from what is still needed, or gives it back (sign -1). */
static void cover_duty(struct muster_workforce *workforce, const struct post_week *week, int j,
                       float sign)
{
    const struct muster_duty *duty = &week->duty[j];
    const struct muster_role_shift *shift = &week->role->shift[duty->shift];
    const struct muster_period *period = workforce->roster->period;
    size_t n = period->intervals_of_day;
    float *need = workforce->cover + (size_t)j * n;
    if (duty->occupant < 0)
        return;
    if (duty->cut_s > 0) {
        struct muster_day_plan plan;
        muster_day_plan_make(&plan, week->role, duty->shift, j, week->role->rank[week->post],
                             duty->cut_s, duty->flags & MUSTER_DUTY_CUT_START);
        muster_row_add(need, n, period->interval_s, plan.start_s, plan.end_s,
                       -sign / period->interval_s);
        return;
    }
    const float *present = shift->present + (size_t)j * n;
    for (size_t i = shift->from[j]; i < shift->to[j]; i++)
        need[i] -= sign * present[i];
}

/* A day that can be rostered: which shift, and how much it helps. */
struct day_option {
    int weekday;
    size_t shift;
    double value;
};

/* The weekdays of one place in the list; in the order of the rotation, or by what they bring. */
static size_t list_options(struct day_option option[7], const struct post_week *week,
                           const struct muster_workforce *workforce, size_t place, bool by_value)
{
    size_t count = 0;
    size_t turn = week->role->rank[week->post] + (size_t)week->week;
    int open[7], n = 0;
    for (int j = 0; j < 7; j++)
        if (week->free_day[j] && !saturday_table(week->role, j))
            open[n++] = j;
    for (int k = 0; k < n; k++) {
        int j = open[(turn + (size_t)k) % (size_t)n];
        size_t shift;
        if (!shift_on(&shift, week, MUSTER_PART_WEEK, place, j))
            continue;
        struct day_option next = {j, shift, by_value ? gain(workforce, week->role, shift, j) : 0};
        size_t at = count++;
        for (; at > 0 && option[at - 1].value < next.value; at--)
            option[at] = option[at - 1];
        option[at] = next;
    }
    return count;
}

/* How many of the options the bank pays for, from the first. What is left goes to *bank_s. */
static size_t affordable(double *bank_s, const struct post_week *week,
                         const struct day_option *option, size_t count, bool in_advance)
{
    size_t n = 0;
    for (; n < count; n++) {
        double paid = week->role->shift[option[n].shift].paid_s[option[n].weekday];
        if (*bank_s < (in_advance ? ROUNDING_S : paid - ROUNDING_S))
            break;
        *bank_s -= paid;
    }
    return n;
}

static void take(struct post_week *week, int j, size_t shift, uint8_t flags)
{
    week->duty[j] = (struct muster_duty){.occupant = week->holder[j],
                                         .shift = (uint16_t)shift,
                                         .flags = (uint8_t)(week->flags[j] | flags)};
    if (!week->counted)
        week->duty[j].flags |= MUSTER_DUTY_UNCOUNTED;
}

/* The place in the list of shifts whose affordable days bring most; ties to the rotation's own. */
static size_t best_place(const struct post_week *week, const struct muster_workforce *workforce,
                         double bank_s, bool in_advance)
{
    size_t places = allowed_of(week, MUSTER_PART_WEEK)->count;
    size_t own = week->role->rank[week->post] + (size_t)week->week, best = own % places;
    double most = -INFINITY;
    for (size_t k = 0; k < places; k++) {
        struct day_option option[7];
        size_t place = (own + k) % places;
        size_t count = list_options(option, week, workforce, place, true);
        double left = bank_s, value = 0;
        size_t days = affordable(&left, week, option, count, in_advance);
        for (size_t i = 0; i < days; i++)
            value += option[i].value;
        if (value > most + 1e-9) {
            most = value;
            best = place;
        }
    }
    return best;
}

/* ---- Saturday ---- */

static bool saturday_turn(const struct post_week *week)
{
    const struct muster_group *group = week->role->group;
    size_t n = (size_t)group->saturday_one_in;
    return group->has_saturday && week->free_day[5] && week->post % n == (size_t)week->week % n;
}

static double take_saturday(struct post_week *week, const struct muster_workforce *workforce,
                            bool by_value)
{
    const struct muster_group *group = week->role->group;
    size_t places = allowed_of(week, MUSTER_PART_SATURDAY)->count, shift, best = 0;
    size_t n = (size_t)group->saturday_one_in;
    size_t place = week->post / n + (group->rota == MUSTER_ROTA_FIXED ? 0 : (size_t)week->week / n);
    if (places == 0 || !shift_on(&shift, week, MUSTER_PART_SATURDAY, place, 5))
        return 0;
    double most = -INFINITY;
    for (size_t k = 0; k < places && by_value; k++) {
        size_t other;
        shift_on(&other, week, MUSTER_PART_SATURDAY, place + k, 5);
        double value = gain(workforce, week->role, other, 5);
        if (value > most + 1e-9) {
            most = value;
            best = other;
        }
    }
    if (by_value)
        shift = best;
    bool overtime = group->saturday_repaid == MUSTER_REPAID_OVERTIME;
    take(week, 5, shift, overtime ? MUSTER_DUTY_OVERTIME : 0);
    return overtime ? 0 : week->role->shift[shift].paid_s[5];
}

/* Cuts the last day taken that is long enough; with cover, the day and end that are missed least. */
static bool cut_day(struct post_week *week, struct muster_workforce *workforce,
                    const struct day_option *option, size_t days, double cut_s, bool by_value)
{
    int best = -1;
    double most = -INFINITY;
    bool best_start = false;
    for (size_t i = 0; i < days; i++) {
        int j = option[i].weekday;
        const struct muster_role_shift *shift = &week->role->shift[option[i].shift];
        if (shift->paid_s[j] < cut_s + SHORTEST_CUT_DAY_S)
            continue;
        bool start = shift->rule->anchor == MUSTER_ANCHOR_CLOSE; /* who closes, closes */
        double value = 0;
        if (by_value) { /* what is left of a day whose whole is worth much is worth keeping */
            week->duty[j].cut_s = (float)cut_s;
            week->duty[j].flags = (uint8_t)((week->duty[j].flags & ~MUSTER_DUTY_CUT_START) |
                                            (start ? MUSTER_DUTY_CUT_START : 0));
            value = -option[i].value;
            week->duty[j].cut_s = 0;
        }
        if (value >= most) {
            most = value;
            best = j;
            best_start = start;
        }
    }
    if (best < 0)
        return false;
    week->duty[best].cut_s = (float)cut_s;
    if (best_start)
        week->duty[best].flags |= MUSTER_DUTY_CUT_START;
    return true;
}
