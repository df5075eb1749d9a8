/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "staff_words.h"

#include "console.h"

#include <limits.h>
#include <stdio.h>

/* "2 weeks", "1 day" */
static void append_days(char *text, int days)
{
    int count = days % 7 == 0 ? days / 7 : days;
    muster_words_append(text, "%d %s%s", count, days % 7 == 0 ? "week" : "day",
                        count == 1 ? "" : "s");
}

static void append_after(char *text, int days)
{
    if (days == 0) {
        muster_words_append(text, "as soon as a post is vacant");
        return;
    }
    append_days(text, days);
    muster_words_append(text, " after a post falls vacant");
}

/* As a candidate may have it. */
static bool nobody(char *text, int most)
{
    if (most == 0)
        snprintf(text, MUSTER_STAFF_LINE, "nobody");
    return most == 0;
}

static void append_most(char *text, int most)
{
    if (most < INT_MAX)
        muster_words_append(text, ", at most %d at once", most);
}

void muster_staff_acting_up(char text[MUSTER_STAFF_LINE], const struct muster_scenario *scenario,
                            const struct muster_group *group)
{
    const struct muster_acting_up *acting = &group->acting_up;
    if (nobody(text, acting->most))
        return;
    snprintf(text, MUSTER_STAFF_LINE, "from %.100s, ", scenario->group[acting->from].name);
    append_after(text, acting->after_days);
    append_most(text, acting->most);
    muster_words_append(text, ", until a recruit goes live; ");
    if (group->grade >= 0)
        muster_words_append(
            text, "paid %s%s a year and FTE, or as before if that is more; ", scenario->currency,
            muster_words_number(scenario->grade[group->grade].salary_per_year).text);
    muster_words_append(text, "their own posts are kept for them");
}

static void append_dates(char *text, int32_t from, int32_t until)
{
    if (from != INT32_MIN)
        muster_words_append(text, ", from %s", muster_words_date(from).text);
    if (until != INT32_MAX)
        muster_words_append(text, ", until %s", muster_words_date(until).text);
}

void muster_staff_agency(char text[MUSTER_STAFF_LINE], const struct muster_agency *agency,
                         const char *currency)
{
    if (nobody(text, agency->most))
        return;
    snprintf(text, MUSTER_STAFF_LINE, "%s%s an hour, ", currency,
             muster_words_number(agency->hourly).text);
    append_after(text, agency->ready_after_days);
    muster_words_append(text, " until a recruit goes live");
    if (agency->sick_after_days > 0) {
        muster_words_append(text, ", and for people off sick for ");
        append_days(text, agency->sick_after_days);
        muster_words_append(text, " until they are back");
    }
    append_most(text, agency->most);
    append_dates(text, agency->from, agency->until);
}

void muster_staff_casuals(char text[MUSTER_STAFF_LINE], const struct muster_casuals *casuals,
                          const char *currency)
{
    if (nobody(text, casuals->people))
        return;
    snprintf(text, MUSTER_STAFF_LINE,
             "at most %d a day, %s%s an hour, for shifts known to be lost: of vacant posts, of who "
             "has left since the rota was made, and of people off sick for ",
             casuals->people, currency, muster_words_number(casuals->hourly).text);
    append_days(text, casuals->after_days);
}

void muster_staff_sign_off(char text[MUSTER_STAFF_LINE], const struct muster_sign_off *sign_off)
{
    snprintf(text, MUSTER_STAFF_LINE, "%s pass at the end of induction; the others train for ",
             muster_words_share(muster_law_mean(&sign_off->pass.law)).text);
    append_days(text, sign_off->retrain_days);
    muster_words_append(text, " more and try again");
    if (sign_off->attempts > 0)
        muster_words_append(text, ", and are let go after %d failure%s", sign_off->attempts,
                            sign_off->attempts == 1 ? "" : "s");
}

void muster_staff_retention(char text[MUSTER_STAFF_LINE], const struct muster_programme *programme,
                            const char *currency)
{
    double yearly = muster_law_mean(&programme->per_year.law);
    double once = muster_law_mean(&programme->once.law);
    snprintf(text, MUSTER_STAFF_LINE, "%.100s: %s times as many give notice", programme->name,
             muster_words_number(muster_law_mean(&programme->hazard.law)).text);
    append_dates(text, programme->from, programme->until);
    if (yearly > 0)
        muster_words_append(text, "; %s%s a year", currency, muster_words_number(yearly).text);
    if (once > 0)
        muster_words_append(text, "%s %s%s once", yearly > 0 ? " and" : ";", currency,
                            muster_words_number(once).text);
}
