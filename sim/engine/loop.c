/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The event loop: contacts arrive, are routed, queue, are answered, abandon and come back; people
 * become free and take the next. Nothing is allocated here: when a pool is nearly full the loop
 * returns and the driver makes room.
 *
 * Patience is settled lazily: a queued contact whose deadline has passed stays where it is until
 * somebody looks at the queue, and is then settled at its deadline. That moment is also the end of
 * its virtual wait. Only where the abandonment itself has consequences, a retry, does a timer
 * settle it at once; lines are counted when they might be engaged.
 */
#include "activities.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
/* The way of every contact, put in one piece: calls and their saved registers cost a tenth. */
#define WAY __attribute__((always_inline)) static inline
#define SELDOM __attribute__((noinline, cold))

/* fmin without its care for NaN: one instruction. */
static inline double earlier(double a, double b)
{
    return a < b ? a : b;
}

/* 1 or 0 without a branch: waits fall on either side of a threshold as they like. */
static inline double one_if(bool yes)
{
    uint64_t bits = -(uint64_t)yes & UINT64_C(0x3ff0000000000000);
    double one;
    memcpy(&one, &bits, sizeof one);
    return one;
}

/* Times are not negative, so their bits order as they do; comparing those takes a third of the
 * cycles, and the whole loop waits for which event is next. */
static inline uint64_t time_bits(double time_s)
{
    uint64_t bits;
    memcpy(&bits, &time_s, sizeof bits);
    return bits;
}

static inline double time_of(uint64_t bits)
{
    double time_s;
    memcpy(&time_s, &bits, sizeof time_s);
    return time_s;
}

/* ---- draws ---- */

static inline uint64_t address(const struct muster_attempt *attempt)
{
    return (uint64_t)(uint32_t)attempt->date << 32 | attempt->number;
}

static inline uint64_t try_of(const struct muster_attempt *attempt)
{
    return (uint64_t)attempt->generation << 32 | attempt->attempt;
}

/* A draw whose word was refused: the reserve stream is opened. Seldom, so kept out of the way. */
SELDOM static double draw_refused(const struct muster_replication *rep,
                                  const struct muster_law *law, uint64_t word,
                                  enum muster_purpose purpose, const struct muster_attempt *attempt,
                                  uint64_t sub)
{
    struct muster_stream reserve = muster_stream_at(
        rep->key, purpose, rep->plan->service[attempt->service].entity, address(attempt), sub);
    return muster_law_draw(law, word, &reserve);
}

/* A draw from the contact's own word, if that decides it. */
WAY double draw(const struct muster_replication *rep, const struct muster_law *law, uint64_t word,
                enum muster_purpose purpose, const struct muster_attempt *attempt, uint64_t sub)
{
    double value;
    if (LIKELY(muster_law_draw_quick(&value, law, word)))
        return value;
    return draw_refused(rep, law, word, purpose, attempt, sub);
}

/* The decisions of a first attempt, from the bits that the four draws of its block leave. */
static inline void decide_by_spare(struct muster_attempt *attempt, const uint64_t word[4])
{
    attempt->balk = muster_ziggurat_spare(word[0]) << 12 | muster_ziggurat_spare(word[1]);
    attempt->outcome = muster_ziggurat_spare(word[2]) << 12 | muster_ziggurat_spare(word[3]);
}

/* Makes the attempt that follows a failed one: its own block tells when it comes, what it decides
 * and how patient it is. Returns the word for when. */
static uint64_t follow(struct muster_attempt *again, const struct muster_replication *rep,
                       const struct muster_attempt *failed, enum muster_origin origin)
{
    uint64_t word[4];
    *again = *failed;
    again->attempt++;
    again->origin = (uint8_t)origin;
    again->gone = false;
    muster_philox_series_sub(word, &rep->drawn[failed->service].attempts, address(failed),
                             try_of(again));
    again->balk = (uint32_t)(word[1] >> 40);
    again->outcome = (uint32_t)(word[1] & 0xffffff);
    again->patience_word = word[2];
    return word[0];
}

/* The work that a contact brings, whoever answers it and when. */
WAY void work_of(struct muster_attempt *attempt, const struct muster_replication *rep,
                 uint64_t talk_word, uint64_t wrap_word)
{
    const struct muster_drawn *drawn = &rep->drawn[attempt->service];
    attempt->talk_s = drawn->talk * draw(rep, drawn->talk_law, talk_word, MUSTER_PURPOSE_TALK,
                                         attempt, attempt->generation);
    attempt->handle_s = attempt->talk_s;
    if (drawn->wrap_law)
        attempt->handle_s += drawn->wrap * draw(rep, drawn->wrap_law, wrap_word,
                                                MUSTER_PURPOSE_WRAP, attempt, attempt->generation);
}

/* ---- first contacts ---- */

/* Draws the block of contact `number`, into its place in the ring. */
WAY void source_draw(const struct muster_replication *rep, struct muster_source *source,
                     uint32_t number)
{
    struct muster_attempt *attempt = &source->ring[number & 3];
    uint64_t word[4];
    muster_philox_series_block(word, &source->blocks, source->date_word | number);
    source->gap_word[number & 3] = word[0];
    attempt->number = number;
    attempt->patience_word = word[3];
    work_of(attempt, rep, word[1], word[2]);
    if (source->decides)
        decide_by_spare(attempt, word);
}

SELDOM static double gap_refused(const struct muster_replication *rep,
                                 const struct muster_source *source, uint64_t word, uint32_t number)
{
    struct muster_stream reserve = muster_stream_at(rep->key, MUSTER_PURPOSE_GAP, source->entity,
                                                    source->date_word | number, 0);
    return muster_exponential(word, &reserve);
}

/* Places contact `number`, whose block is drawn, in time. */
WAY void source_time(const struct muster_replication *rep, struct muster_source *source,
                     uint32_t number)
{
    uint64_t word = source->gap_word[number & 3];
    double gap;
    if (UNLIKELY(!muster_exponential_quick(&gap, word)))
        gap = gap_refused(rep, source, word, number);
    source->sum += gap;
    double due_s = INFINITY;
    if (LIKELY(source->sum < source->total))
        due_s = source->midnight_s +
                muster_intensity_next(source->shape, &source->step, source->sum * source->per_unit);
    source->ring[number & 3].due_s = due_s;
}

void muster_source_begin(struct muster_replication *rep, size_t service, size_t day)
{
    const struct muster_plan *plan = rep->plan;
    const struct muster_demand_service *demand = &plan->demand.service[service];
    struct muster_source *source = &rep->source[service];
    struct muster_drawn *drawn = &rep->drawn[service];
    const struct muster_period_day *at = &plan->period.day[day];
    bool once = plan->scenario->service[service].busyness_once;
    double busyness = 1;
    if (demand->busyness.cv > 0) {
        int32_t date = once ? plan->period.day[0].date : at->date;
        double innovation = muster_busyness_innovation(
            &demand->busyness, rep->key, plan->scenario->service[service].entity, date);
        drawn->score =
            muster_busyness_score(&demand->busyness, drawn->score, innovation, day == 0 || once);
        busyness = muster_busyness_factor(&demand->busyness, drawn->score);
    }
    double years = ((double)day - (double)plan->period.warm_days) / 365.25;
    double scale = drawn->level * demand->scale[day] * busyness * exp(drawn->growth * years);
    source->shape = &demand->shape[at->weekday];
    source->midnight_s = (double)day * 86400;
    source->entity = plan->service[service].entity;
    source->blocks = drawn->contacts;
    source->date_word = (uint64_t)(uint32_t)at->date << 32;
    source->number = 0;
    source->sum = 0;
    source->step = 0;
    source->decides = drawn->decides;
    source->total = scale * muster_intensity_total(source->shape);
    source->per_unit = scale > 0 ? 1 / scale : 0;
    for (int i = 0; i < 4; i++)
        source->ring[i] = (struct muster_attempt){
            .date = at->date, .service = (uint32_t)service, .deadline_s = NAN};
    for (uint32_t n = 0; n < 3; n++)
        source_draw(rep, source, n);
    for (uint32_t n = 0; n < 2; n++)
        source_time(rep, source, n);
    muster_heap_push(&rep->next_first, (struct muster_heap_entry){source->ring[0].due_s, service});
}

/* ---- bookkeeping ---- */

/* Person seconds are kept by their edges: a beginning at t counts -t, an end +t, and whoever is
 * still at it when the interval ends counts to there and from there. */
static inline void crew_busy(struct muster_crew *crew, double time_s)
{
    crew->busy++;
    crew->busy_s -= time_s;
}

static inline void crew_not_busy(struct muster_crew *crew, double time_s)
{
    crew->busy--;
    crew->busy_s += time_s;
}

static void crew_present(struct muster_crew *crew, double time_s, double people)
{
    crew->present += people;
    crew->present_s -= people * time_s;
    crew->surplus = crew->present > crew->limit;
}

/* Counts the overtime of those who are finishing a contact after their shift. */
static void late_until(struct muster_crew *crew, double time_s)
{
    crew->overtime_s += crew->late * (time_s - crew->late_since_s);
    crew->late_since_s = time_s;
}

void muster_crew_planned(struct muster_crew *crew, double time_s, double planned)
{
    crew->planned_s += crew->planned * (time_s - crew->planned_last_s);
    crew->planned_last_s = time_s;
    crew->planned = planned;
}

/* Whether nobody is or was there since the last interval's end, and nobody is planned to be: at
 * night, nothing to post. */
static inline bool asleep(const struct muster_crew *crew)
{
    return crew->present + crew->busy + crew->planned + crew->late == 0 && crew->present_s == 0 &&
           crew->busy_s == 0 && crew->planned_s + crew->break_s + crew->overtime_s == 0;
}

double muster_crew_available(const struct muster_crew *crew, double time_s)
{
    return crew->present_s - crew->busy_s + (crew->present - crew->busy) * time_s;
}

/* Takes the time in which all its services were down off a crew's presence; returns it. */
static double dark_until(struct muster_crew *crew, double end_s)
{
    double dark_s = crew->dark_s;
    if (crew->dark)
        dark_s += muster_crew_available(crew, end_s) - crew->dark_from_s;
    crew->dark_s = crew->dark_from_s = 0;
    return dark_s;
}

/* Posts the staff time of the interval that ends. */
static void crews_flush(struct muster_replication *rep, double end_s)
{
    for (size_t g = 0; g < rep->plan->shape.groups; g++) {
        struct muster_crew *crew = &rep->crew[g];
        if (asleep(crew))
            continue;
        double dark_s = dark_until(crew, end_s);
        double busy_s = crew->busy_s + crew->busy * end_s;
        double present_s = crew->present_s + crew->present * end_s;
        crew->busy_s = -crew->busy * end_s;
        crew->present_s = -crew->present * end_s;
        if (UNLIKELY(rep->load != NULL)) {
            rep->load[g].busy_s += busy_s;
            rep->load[g].present_s += present_s - dark_s;
        }
        muster_crew_planned(crew, end_s, crew->planned);
        if (present_s > 0 || crew->planned_s > 0) {
            muster_ledger_staff(&rep->ledger, g, MUSTER_STAFF_HANDLING_S, busy_s);
            muster_ledger_staff(&rep->ledger, g, MUSTER_STAFF_PRESENT_S, present_s - dark_s);
        }
        if (dark_s > 0)
            muster_ledger_staff(&rep->ledger, g, MUSTER_STAFF_OUTAGE_S, dark_s);
        if (crew->planned_s > 0)
            muster_ledger_staff(&rep->ledger, g, MUSTER_STAFF_SCHEDULED_S, crew->planned_s);
        if (rep->plan->group[g].by_presence && present_s > 0)
            muster_ledger_staff(&rep->ledger, g, MUSTER_STAFF_PAID_S, present_s);
        if (rep->plan->scenario->group[g].relief && present_s > 0)
            muster_ledger_staff(&rep->ledger, g, MUSTER_STAFF_RELIEF_S, present_s);
        if (crew->break_s > 0)
            muster_ledger_staff(&rep->ledger, g, MUSTER_STAFF_BREAK_S, crew->break_s);
        if (crew->late > 0)
            late_until(crew, end_s);
        if (crew->overtime_s > 0 && !rep->plan->group[g].by_presence) {
            muster_ledger_staff(&rep->ledger, g, MUSTER_STAFF_OVERTIME_S, crew->overtime_s);
            muster_ledger_staff(&rep->ledger, g, MUSTER_STAFF_PAID_S, crew->overtime_s);
        }
        crew->planned_s = crew->break_s = crew->overtime_s = 0;
    }
}

/* Seconds in the queue while open, spread over the intervals in which they pass. */
static void spread_queue(struct muster_replication *rep, const struct muster_attempt *attempt,
                         double to_s)
{
    double from_s = attempt->due_s;
    uint32_t cell = attempt->cell;
    while (from_s < to_s) {
        double edge_s = ((double)cell + 1) * rep->plan->period.interval_s;
        double until_s = earlier(edge_s, to_s);
        muster_ledger_add(&rep->ledger, attempt->service, cell, MUSTER_COUNT_QUEUE_S,
                          until_s - from_s);
        from_s = until_s;
        cell++;
    }
}

static inline void post_queue(struct muster_replication *rep, const struct muster_attempt *attempt,
                              double end_s)
{
    double to_s = earlier(end_s, rep->window_close_s);
    if (LIKELY(attempt->cell == rep->ledger.now && to_s <= rep->ledger.end_s &&
               attempt->due_s < to_s))
        muster_ledger_now(&rep->ledger, attempt->service)->value[MUSTER_COUNT_QUEUE_S] +=
            to_s - attempt->due_s;
    else
        spread_queue(rep, attempt, to_s);
}

static inline void post_wait(struct muster_replication *rep, const struct muster_attempt *attempt,
                             double wait_s)
{
    if (wait_s <= 0 || attempt->cell < rep->warm_cells)
        return;
    struct muster_tally *tally = rep->tally;
    tally->wait_bin[(size_t)attempt->service * MUSTER_WAIT_BINS + muster_wait_bin(wait_s)]++;
    if (wait_s > tally->wait_max_s[attempt->service])
        tally->wait_max_s[attempt->service] = wait_s;
}

static void trace(struct muster_replication *rep, const struct muster_attempt *attempt,
                  enum muster_outcome outcome, double wait_s, uint32_t slot, double handle_s)
{
    const struct muster_plan *plan = rep->plan;
    struct muster_trace_row row = {.service = attempt->service,
                                   .wanted_day = attempt->date - plan->scenario->start,
                                   .number = attempt->number,
                                   .generation = attempt->generation,
                                   .attempt = attempt->attempt,
                                   .origin = (enum muster_origin)attempt->origin,
                                   .outcome = outcome,
                                   .group = -1,
                                   .person = -1,
                                   .arrival_s = attempt->due_s - plan->period.warm_s,
                                   .wait_s = wait_s,
                                   .handle_s = handle_s,
                                   .base_handle_s = attempt->handle_s,
                                   .patience_s = attempt->deadline_s - attempt->due_s};
    if (slot != MUSTER_NOBODY) {
        row.group = (int32_t)rep->person[slot].group;
        row.person = (int32_t)(slot - plan->group[row.group].first_slot);
    }
    rep->trace(rep->trace_context, &row);
}

/* A pool is nearly full: the loop stops before the next event, whenever that is. */
static inline void ask_for_room(struct muster_replication *rep)
{
    rep->room_low = true;
    rep->look_s = 0;
}

/* ---- attempts due later ---- */

static void next_later(struct muster_replication *rep)
{
    rep->next_later_s = earlier(rep->soon.time_s[rep->soon.next], muster_heap_time(&rep->later));
}

static void due_now(struct muster_replication *rep, uint32_t at, double due_s)
{
    uint64_t what = rep->scheduled++ << MUSTER_LATER_PLACE_BITS | at;
    muster_heap_push(&rep->later, (struct muster_heap_entry){due_s, what});
}

/* Puts a chain of `count` in order of time, at equal times first scheduled, first to come: each
 * gets the place that the number before it gives, without a decision. */
static void put_in_order(struct muster_replication *rep, uint32_t at, uint32_t count)
{
    struct muster_soon *soon = &rep->soon;
    uint64_t time[MUSTER_SOON_ROOM];
    uint32_t place[MUSTER_SOON_ROOM], whose[MUSTER_SOON_ROOM];
    for (uint32_t i = 0; i < count; i++, at = rep->pool_next[at]) {
        uint32_t before = 0;
        time[i] = time_bits(rep->pool[at].due_s);
        whose[i] = at;
        for (uint32_t j = 0; j < i; j++) { /* scheduled after i */
            uint32_t sooner = time[j] < time[i];
            before += sooner;
            place[j] += !sooner;
        }
        place[i] = before;
    }
    for (uint32_t i = 0; i < count; i++) {
        soon->time_s[place[i]] = time_of(time[i]);
        soon->at[place[i]] = whose[i];
    }
    soon->time_s[count] = INFINITY;
    soon->next = 0;
}

/* Takes up what is due in the interval that begins. What is left of the one before stays first. */
static void take_up(struct muster_replication *rep)
{
    uint32_t last = rep->due[rep->ledger.now].last, count = rep->due[rep->ledger.now].count;
    if (count == 0)
        return;
    if (LIKELY(count <= MUSTER_SOON_ROOM && rep->soon.time_s[rep->soon.next] == INFINITY)) {
        put_in_order(rep, last, count);
    } else {
        uint64_t number = rep->scheduled += count;
        for (uint32_t at = last; count > 0; count--, at = rep->pool_next[at])
            muster_heap_push(&rep->later,
                             (struct muster_heap_entry){rep->pool[at].due_s,
                                                        --number << MUSTER_LATER_PLACE_BITS | at});
    }
    next_later(rep);
    rep->next_arrival_s = earlier(rep->next_arrival_s, rep->next_later_s);
}

/* A place in the pool for an attempt to come; the driver has made room. */
static inline struct muster_attempt *to_come(struct muster_replication *rep)
{
    assert(rep->pool_free_count > 0);
    if (UNLIKELY(rep->pool_free_count <= 8))
        ask_for_room(rep);
    return &rep->pool[rep->pool_free[--rep->pool_free_count]];
}

static void forget(struct muster_replication *rep, const struct muster_attempt *attempt)
{
    rep->pool_free[rep->pool_free_count++] = (uint32_t)(attempt - rep->pool);
}

/* An attempt of the pool comes at due_s. */
static void schedule(struct muster_replication *rep, struct muster_attempt *attempt, double due_s)
{
    if (due_s >= rep->plan->period.end_s) {
        rep->tally->count[attempt->service * MUSTER_COUNTS + MUSTER_COUNT_PENDING]++;
        forget(rep, attempt);
        return;
    }
    attempt->due_s = due_s;
    attempt->deadline_s = NAN;
    attempt->cell = muster_ledger_interval(&rep->ledger, due_s);
    uint32_t at = (uint32_t)(attempt - rep->pool);
    if (UNLIKELY(attempt->cell <= rep->ledger.now)) {
        due_now(rep, at, due_s);
        rep->next_later_s = earlier(rep->next_later_s, due_s);
        rep->next_arrival_s = earlier(rep->next_arrival_s, due_s);
    } else {
        struct muster_due *due = &rep->due[attempt->cell];
        rep->pool_next[at] = due->last;
        due->last = at;
        due->count++;
    }
}

/* The next interval begins, of today or the first of tomorrow. */
static void turn_interval(struct muster_replication *rep)
{
    crews_flush(rep, rep->ledger.end_s);
    muster_ledger_step(&rep->ledger);
    if (rep->ledger.end_s <= rep->plan->period.end_s)
        take_up(rep);
}

void muster_loop_advance(struct muster_replication *rep, double time_s)
{
    while (time_s >= rep->ledger.end_s)
        turn_interval(rep);
}

/* Whether this attempt, failing for `cause`, is followed by another. */
static inline bool retries(const struct muster_replication *rep,
                           const struct muster_attempt *attempt, enum muster_retry_cause cause)
{
    if (attempt->outcome >= rep->drawn[attempt->service].retry[cause])
        return false;
    int most = rep->plan->scenario->service[attempt->service].max_retries;
    return most < 0 || attempt->retries < (uint32_t)most;
}

static void retry(struct muster_replication *rep, const struct muster_attempt *failed,
                  double time_s)
{
    const struct muster_service *asked = &rep->plan->scenario->service[failed->service];
    struct muster_attempt *again = to_come(rep);
    uint64_t word = follow(again, rep, failed, MUSTER_ORIGIN_RETRY);
    again->retries++;
    double delay_s =
        draw(rep, &asked->retry_delay.law, word, MUSTER_PURPOSE_RETRY_DELAY, again, try_of(again));
    schedule(rep, again, time_s + rep->drawn[failed->service].retry_delay * delay_s);
}

static void repeat(struct muster_replication *rep, const struct muster_attempt *served,
                   double time_s)
{
    const struct muster_service *asked = &rep->plan->scenario->service[served->service];
    struct muster_attempt *again = to_come(rep);
    uint64_t word[4];
    *again = *served;
    again->generation++;
    again->attempt = again->retries = 0;
    again->origin = MUSTER_ORIGIN_REPEAT;
    again->gone = false;
    muster_philox_series_sub(word, &rep->drawn[served->service].contacts, address(again),
                             again->generation);
    again->patience_word = word[3];
    work_of(again, rep, word[1], word[2]);
    decide_by_spare(again, word);
    double delay_s = draw(rep, &asked->repeat_delay.law, word[0], MUSTER_PURPOSE_REPEAT_DELAY,
                          again, try_of(again));
    schedule(rep, again, time_s + rep->drawn[served->service].repeat_delay * delay_s);
}

/* Time of a return on the day of the next window, by that day's own profile over what is left of
 * its opening: `share` of the amount that the plan has summed up. */
static double return_time(const struct muster_replication *rep, size_t service, size_t window,
                          double share)
{
    const struct muster_plan *plan = rep->plan;
    const struct muster_period *period = &plan->period;
    const struct muster_intensity *shape = plan->demand.service[service].shape;
    const double *amount = plan->demand.service[service].returning;
    const struct muster_window *next = &period->window[window];
    double left = share * amount[window];
    if (amount[window] <= 0)
        return next->open_s + share * (next->close_s - next->open_s);
    while (window + 1 < period->window_count && period->window[window + 1].day == next->day &&
           left >= amount[window] - amount[window + 1]) {
        left -= amount[window] - amount[window + 1];
        window++;
    }
    const struct muster_window *at = &period->window[window];
    size_t day = (size_t)(at->open_s / 86400);
    double midnight_s = (double)day * 86400;
    const struct muster_intensity *here = &shape[period->day[day].weekday];
    double low = plan->demand.service[service].opening[window];
    if (at->close_s > midnight_s + 86400 && day + 1 < period->day_count) {
        double today = muster_intensity_total(here) - low;
        if (left >= today) { /* past midnight */
            here = &shape[period->day[day + 1].weekday];
            midnight_s += 86400;
            left -= today;
            low = 0;
        }
    }
    return earlier(midnight_s + muster_intensity_time(here, low + left), at->close_s);
}

/* Someone who finds the centre closed comes back, or not. */
static void found_closed(struct muster_replication *rep, struct muster_attempt *attempt)
{
    const struct muster_drawn *drawn = &rep->drawn[attempt->service];
    if (UNLIKELY(rep->trace != NULL))
        trace(rep, attempt, MUSTER_OUTCOME_CLOSED, 0, MUSTER_NOBODY, 0);
    if (attempt->outcome >= drawn->closed_return)
        return;
    const struct muster_period *period = &rep->plan->period;
    const struct muster_service *asked = &rep->plan->scenario->service[attempt->service];
    size_t window = rep->window; /* closed: the next to open */
    struct muster_attempt *again = to_come(rep);
    uint64_t word = follow(again, rep, attempt, MUSTER_ORIGIN_RETURN);
    double due_s = INFINITY;
    if (window < period->window_count && asked->closed_delay.given)
        due_s = period->window[window].open_s +
                drawn->closed_delay * draw(rep, &asked->closed_delay.law, word,
                                           MUSTER_PURPOSE_RETURN_TIME, again, try_of(again));
    else if (window < period->window_count)
        due_s = return_time(rep, attempt->service, window, muster_uniform(word));
    schedule(rep, again, due_s);
}

/* ---- lines ---- */

/* Contacts of a service (or of all, MUSTER_NOBODY) that hold a line: waiting, or talking. */
static int lines_held(const struct muster_replication *rep, uint32_t service, double time_s)
{
    int held = 0;
    for (uint32_t k = 0; k < rep->plan->shape.services; k++) {
        const struct muster_line *line = &rep->line[k];
        for (uint64_t at = line->head;
             at != line->tail && (service == MUSTER_NOBODY || k == service); at++) {
            const struct muster_attempt *waiting = &line->item[at & line->mask];
            held += !waiting->gone && waiting->deadline_s > time_s;
        }
    }
    for (uint32_t slot = 0; slot < rep->plan->slots; slot++) {
        const struct muster_person *person = &rep->person[slot];
        held += person->line_until_s > time_s &&
                (service == MUSTER_NOBODY || person->line_of == service);
    }
    return held;
}

/* Whether the lines are all engaged. They are counted only when the queues and everybody on the
 * phones together might fill them: in most centres, never. */
static inline bool lines_engaged(const struct muster_replication *rep, uint32_t service,
                                 double time_s)
{
    uint64_t waiting = rep->line[service].tail - rep->line[service].head, queued = 0;
    if (UNLIKELY(waiting >= rep->drawn[service].spare) &&
        lines_held(rep, service, time_s) >= rep->plan->service[service].lines)
        return true;
    if (LIKELY(rep->spare == UINT64_MAX))
        return false;
    for (size_t k = 0; k < rep->plan->shape.services; k++)
        queued += rep->line[k].tail - rep->line[k].head;
    return queued >= rep->spare &&
           lines_held(rep, MUSTER_NOBODY, time_s) >= rep->plan->scenario->lines;
}

static void push_timer(struct muster_replication *rep, double time_s, uint64_t what)
{
    muster_heap_push(&rep->timers, (struct muster_heap_entry){time_s, what});
    rep->next_other_s = earlier(rep->next_other_s, time_s);
    if (UNLIKELY(rep->timers.count + 8 > rep->timers.room))
        ask_for_room(rep);
}

/* Whether the earliest timer is a deadline of somebody who has left the queue. */
static inline bool idle_timer(const struct muster_replication *rep)
{
    uint64_t what = rep->timers.entry[0].what;
    return rep->timers.count > 0 && MUSTER_TIMER_KIND(what) == MUSTER_TIMER_DEADLINE &&
           MUSTER_TIMER_NUMBER(what) < rep->line[MUSTER_TIMER_WHOSE(what)].head;
}

/* Drops such timers: as events they would cost more than here. */
static void drop_timers(struct muster_replication *rep)
{
    while (idle_timer(rep))
        muster_heap_pop(&rep->timers);
    rep->next_other_s =
        earlier(muster_heap_time(&rep->timers), earlier(rep->next_staff_s, rep->next_window_s));
}

/* ---- leaving the queue ---- */

static void settle_abandoned(struct muster_replication *rep, struct muster_attempt *attempt)
{
    double wait_s = attempt->deadline_s - attempt->due_s;
    const struct muster_plan_service *plan = &rep->plan->service[attempt->service];
    struct muster_ledger *ledger = &rep->ledger;
    uint32_t service = attempt->service, cell = attempt->cell;
    double within = one_if(wait_s <= plan->within_s);
    double brief = one_if(wait_s <= plan->short_abandon_s);
    attempt->gone = true;
    if (LIKELY(muster_ledger_hot(ledger, cell))) {
        double *value = muster_ledger_at(ledger, service, cell)->value;
        value[MUSTER_COUNT_ABANDONED]++;
        value[MUSTER_COUNT_WAIT_ABANDONED_S] += wait_s;
        value[MUSTER_COUNT_ABANDONED_WITHIN] += within;
        value[MUSTER_COUNT_ABANDONED_SHORT] += brief;
    } else {
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_ABANDONED, 1);
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_WAIT_S, wait_s);
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_WAIT_ABANDONED_S, wait_s);
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_ABANDONED_WITHIN, within);
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_ABANDONED_SHORT, brief);
    }
    uint32_t clock = attempt->deadline_s < ledger->end_s
                         ? muster_ledger_interval(ledger, attempt->deadline_s)
                         : ledger->now;
    muster_ledger_add(ledger, service, clock, MUSTER_COUNT_ABANDONED_CLOCK, 1);
    post_queue(rep, attempt, attempt->deadline_s);
    post_wait(rep, attempt, wait_s);
    if (UNLIKELY(rep->trace != NULL))
        trace(rep, attempt, MUSTER_OUTCOME_ABANDONED, wait_s, MUSTER_NOBODY, 0);
}

static inline bool still_waits(const struct muster_attempt *attempt, double time_s)
{
    return !attempt->gone && attempt->deadline_s >= time_s;
}

/* Takes someone who has gone off the head of a queue; the virtual wait ends now. */
static void drop_gone(struct muster_replication *rep, struct muster_attempt *head, double time_s)
{
    uint32_t service = head->service;
    if (!head->gone)
        settle_abandoned(rep, head);
    muster_ledger_add(&rep->ledger, service, head->cell, MUSTER_COUNT_VIRTUAL_WITHIN,
                      time_s - head->due_s <= rep->plan->service[service].within_s);
    rep->line[service].head++;
}

/* Looks at the head of a queue at time_s: drops those who have gone and returns the first still
 * waiting, or NULL. */
WAY struct muster_attempt *line_head(struct muster_replication *rep, struct muster_line *line,
                                     double time_s)
{
    while (line->head != line->tail) {
        struct muster_attempt *head = &line->item[line->head & line->mask];
        if (still_waits(head, time_s))
            return head;
        drop_gone(rep, head, time_s);
    }
    return NULL;
}

/* The same over queues of equal rank, which stand in one line by arrival: take[begin] to take[end].
 */
static struct muster_attempt *lines_head(struct muster_replication *rep,
                                         const struct muster_take *take, size_t begin, size_t end,
                                         double time_s)
{
    for (;;) {
        struct muster_attempt *first = NULL;
        for (size_t i = begin; i < end; i++) {
            struct muster_line *line = &rep->line[take[i].service];
            struct muster_attempt *head = &line->item[line->head & line->mask];
            if (line->head != line->tail && (!first || head->due_s < first->due_s))
                first = head;
        }
        if (!first || still_waits(first, time_s))
            return first;
        drop_gone(rep, first, time_s);
    }
}

/* The routing rule for a freed person: lowest priority, highest place, longest waiting. Those gone
 * at the head of a queue end their virtual wait only if the rule would have come to them. */
static struct muster_attempt *next_of_many(struct muster_replication *rep,
                                           const struct muster_plan_group *plan, double time_s)
{
    const struct muster_take *take = plan->take;
    struct muster_attempt *head = NULL;
    for (size_t i = 0, end; i < plan->take_count && !head; i = end) {
        end = i + 1;
        while (end < plan->take_count && take[end].rank == take[i].rank)
            end++;
        head = end == i + 1 ? line_head(rep, &rep->line[take[i].service], time_s)
                            : lines_head(rep, take, i, end, time_s);
    }
    return head;
}

WAY struct muster_attempt *next_waiting(struct muster_replication *rep,
                                        const struct muster_crew *crew, double time_s)
{
    if (LIKELY(crew->line != NULL))
        return line_head(rep, crew->line, time_s);
    return next_of_many(rep, crew->plan, time_s);
}

/* ---- idle people ---- */

/* The idle list of a group is a ring through a sentinel behind the last slot, so that joining and
 * leaving it take no decision. */
static inline void idle_push(struct muster_replication *rep, uint32_t slot, double time_s)
{
    struct muster_person *person = &rep->person[slot];
    uint32_t end = person->crew->sentinel, last = rep->person[end].before;
    person->state = MUSTER_PERSON_IDLE;
    person->idle_since_s = time_s;
    person->next = end;
    person->before = last;
    rep->person[last].next = slot;
    rep->person[end].before = slot;
}

static inline void idle_remove(struct muster_replication *rep, uint32_t slot)
{
    struct muster_person *person = &rep->person[slot];
    rep->person[person->before].next = person->next;
    rep->person[person->next].before = person->before;
}

/* The one idle longest behind a sentinel, or MUSTER_NOBODY. */
static inline uint32_t idle_longest(const struct muster_replication *rep, uint32_t end)
{
    uint32_t first = rep->person[end].next;
    return first == end ? MUSTER_NOBODY : first;
}

/* The free person an arriving contact goes to: highest place, longest idle, lower group. */
static uint32_t free_of_many(const struct muster_replication *rep,
                             const struct muster_plan_service *plan)
{
    uint32_t best = MUSTER_NOBODY;
    for (size_t i = 0; i < plan->way_count; i++) {
        if (best != MUSTER_NOBODY && plan->way[i].place != plan->way[i - 1].place)
            break;
        uint32_t slot = idle_longest(rep, rep->crew[plan->way[i].group].sentinel);
        if (slot != MUSTER_NOBODY && (best == MUSTER_NOBODY || rep->person[slot].idle_since_s <
                                                                   rep->person[best].idle_since_s))
            best = slot;
    }
    return best;
}

WAY uint32_t free_person(const struct muster_replication *rep, uint32_t service)
{
    uint32_t idle = rep->drawn[service].idle;
    if (LIKELY(idle != MUSTER_NOBODY))
        return idle_longest(rep, idle);
    return free_of_many(rep, &rep->plan->service[service]);
}

/* ---- answering ---- */

/* Starts handling: the slot's completion is set; presence counts are the caller's. Returns the
 * handle time, which the caller posts. */
WAY double answer(struct muster_replication *rep, uint32_t slot, struct muster_attempt *attempt,
                  double time_s)
{
    const struct muster_drawn *drawn = &rep->drawn[attempt->service];
    struct muster_person *person = &rep->person[slot];
    double factor = person->slowness * person->crew->factor[attempt->service];
    double handle_s = factor * attempt->handle_s;
    person->state = MUSTER_PERSON_BUSY;
    if (drawn->limited) {
        person->line_of = attempt->service;
        person->line_until_s = time_s + factor * attempt->talk_s;
    }
    muster_tournament_set(&rep->finish, slot, time_s + handle_s);
    if (attempt->outcome < drawn->unresolved)
        repeat(rep, attempt, time_s + handle_s);
    if (UNLIKELY(rep->trace != NULL))
        trace(rep, attempt, MUSTER_OUTCOME_ANSWERED, time_s - attempt->due_s, slot, handle_s);
    return handle_s;
}

/* An idle person takes an arriving contact. An answer without waiting in the interval in which the
 * contact was first wanted: one sum of its cell stands for all columns. */
WAY void answer_at_once(struct muster_replication *rep, uint32_t slot,
                        struct muster_attempt *attempt, struct muster_ledger_cell *cell,
                        double time_s)
{
    static const enum muster_count counted[] = {MUSTER_COUNT_ANSWERED, MUSTER_COUNT_ANSWERED_WITHIN,
                                                MUSTER_COUNT_ANSWERED_CLOCK};
    crew_busy(rep->person[slot].crew, time_s);
    idle_remove(rep, slot);
    if (LIKELY(attempt->generation == 0 && attempt->wanted_cell == attempt->cell)) {
        cell->at_once++;
    } else {
        for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
            cell->value[counted[i]]++;
        if (attempt->generation == 0)
            muster_ledger_add(&rep->ledger, attempt->service, attempt->wanted_cell,
                              MUSTER_COUNT_SERVED, 1);
    }
    cell->value[MUSTER_COUNT_HANDLE_S] += answer(rep, slot, attempt, time_s);
}

/* Counts an answer to someone who queued. */
WAY void post_answer(struct muster_replication *rep, const struct muster_attempt *attempt,
                     double time_s, double handle_s)
{
    struct muster_ledger *ledger = &rep->ledger;
    uint32_t service = attempt->service, cell = attempt->cell;
    double wait_s = time_s - attempt->due_s;
    double within = one_if(wait_s <= rep->plan->service[service].within_s);
    muster_ledger_now(ledger, service)->value[MUSTER_COUNT_ANSWERED_CLOCK]++;
    if (attempt->generation == 0)
        muster_ledger_add(ledger, service, attempt->wanted_cell, MUSTER_COUNT_SERVED, 1);
    if (LIKELY(muster_ledger_hot(ledger, cell))) {
        double *value = muster_ledger_at(ledger, service, cell)->value;
        value[MUSTER_COUNT_ANSWERED]++;
        value[MUSTER_COUNT_ANSWERED_WITHIN] += within;
        value[MUSTER_COUNT_WAIT_ANSWERED_S] += wait_s;
        value[MUSTER_COUNT_HANDLE_S] += handle_s;
    } else {
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_ANSWERED, 1);
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_ANSWERED_WITHIN, within);
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_VIRTUAL_WITHIN, within);
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_WAIT_S, wait_s);
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_WAIT_ANSWERED_S, wait_s);
        muster_ledger_post(ledger, service, cell, MUSTER_COUNT_HANDLE_S, handle_s);
    }
    post_queue(rep, attempt, time_s);
    post_wait(rep, attempt, wait_s);
}

/* Takes the head of its queue for a person who is free at time_s. */
WAY void answer_waiting(struct muster_replication *rep, uint32_t slot, struct muster_attempt *head,
                        double time_s)
{
    rep->line[head->service].head++;
    post_answer(rep, head, time_s, answer(rep, slot, head, time_s));
    if (idle_timer(rep))
        drop_timers(rep);
}

/* ---- people coming and going ---- */

static void leave(struct muster_replication *rep, uint32_t slot, double time_s)
{
    struct muster_person *person = &rep->person[slot];
    crew_present(person->crew, time_s, -1);
    person->state = MUSTER_PERSON_OFF;
    person->leaving = person->break_pending = false;
    person->token++;
}

/* A person on the phones has nothing in hand: the next contact, or idle. */
static void become_free(struct muster_replication *rep, uint32_t slot, double time_s)
{
    struct muster_person *person = &rep->person[slot];
    struct muster_attempt *head = next_waiting(rep, person->crew, time_s);
    if (!head) {
        idle_push(rep, slot, time_s);
        return;
    }
    crew_busy(person->crew, time_s);
    answer_waiting(rep, slot, head, time_s);
}

void muster_idle_take(struct muster_replication *rep, double time_s)
{
    uint32_t groups = (uint32_t)rep->plan->shape.groups;
    for (uint32_t slot = 0; slot != MUSTER_NOBODY;) {
        struct muster_attempt *head = NULL;
        slot = MUSTER_NOBODY;
        for (uint32_t g = 0; g < groups; g++) { /* crews with somebody idle and something to do */
            uint32_t first = idle_longest(rep, rep->crew[g].sentinel);
            struct muster_attempt *waiting =
                first == MUSTER_NOBODY ? NULL : next_waiting(rep, &rep->crew[g], time_s);
            if (waiting && (slot == MUSTER_NOBODY ||
                            rep->person[first].idle_since_s < rep->person[slot].idle_since_s)) {
                slot = first;
                head = waiting;
            }
        }
        if (slot == MUSTER_NOBODY)
            return;
        idle_remove(rep, slot);
        crew_busy(rep->person[slot].crew, time_s);
        answer_waiting(rep, slot, head, time_s);
    }
}

void muster_person_on(struct muster_replication *rep, uint32_t slot, double time_s, double slowness)
{
    struct muster_person *person = &rep->person[slot];
    person->slowness = slowness;
    struct muster_crew *crew = person->crew;
    if (person->state != MUSTER_PERSON_OFF) { /* still finishing a contact: stays */
        late_until(crew, time_s);
        crew->late -= person->leaving;
        person->leaving = false;
        return;
    }
    crew_present(crew, time_s, 1);
    become_free(rep, slot, time_s);
}

/* (Re)sets the end of the break being taken. */
static void break_timer(struct muster_replication *rep, uint32_t slot)
{
    struct muster_person *person = &rep->person[slot];
    double end_s =
        person->break_begin_s + person->break_paid_s + person->break_unpaid_s + person->off_phone_s;
    push_timer(rep, end_s, MUSTER_TIMER_OF(MUSTER_TIMER_BREAK_END, slot, ++person->token));
}

static void break_begin(struct muster_replication *rep, uint32_t slot, double time_s)
{
    struct muster_person *person = &rep->person[slot];
    crew_present(person->crew, time_s, -1);
    person->state = MUSTER_PERSON_BREAK;
    person->break_pending = false;
    person->break_begin_s = time_s;
    break_timer(rep, slot);
}

/* Paid seconds of a break up to end_s, inside the horizon; a lunch that runs into it comes first.
 */
static double break_paid(const struct muster_replication *rep, const struct muster_person *person,
                         double end_s)
{
    double from_s = fmax(person->break_begin_s + person->break_unpaid_s, rep->plan->period.warm_s);
    return fmax(0, fmin(end_s - from_s, person->break_paid_s));
}

/* Accounts for the activities of a break that ends at time_s: they come last. */
static void activities_account(struct muster_replication *rep, struct muster_person *person,
                               double time_s)
{
    if (person->off_phone_s <= 0)
        return;
    double from_s = person->break_begin_s + person->break_unpaid_s + person->break_paid_s;
    muster_activity_end(rep, (uint32_t)(person - rep->person), from_s, time_s);
    person->off_phone_s = 0;
}

/* Accounts for a break that ends at time_s, cut short or whole. What is missing of an unpaid lunch
 * is paid as overtime. */
static void break_account(struct muster_replication *rep, struct muster_person *person,
                          double time_s)
{
    struct muster_crew *crew = person->crew;
    double taken_s = time_s - person->break_begin_s;
    crew->break_s += break_paid(rep, person, time_s);
    crew->overtime_s += person->break_unpaid_s - fmin(taken_s, person->break_unpaid_s);
    activities_account(rep, person, time_s);
    person->break_paid_s = person->break_unpaid_s = 0;
}

static void break_end(struct muster_replication *rep, uint32_t slot, double time_s)
{
    struct muster_person *person = &rep->person[slot];
    struct muster_crew *crew = person->crew;
    double whole_s = person->break_unpaid_s + person->break_paid_s;
    crew->break_s += break_paid(rep, person, person->break_begin_s + whole_s);
    activities_account(rep, person, time_s);
    person->break_paid_s = person->break_unpaid_s = 0;
    crew_present(crew, time_s, 1);
    become_free(rep, slot, time_s);
}

void muster_breaks_close(struct muster_replication *rep, double time_s)
{
    for (uint32_t slot = 0; slot < rep->plan->slots; slot++) {
        struct muster_person *person = &rep->person[slot];
        if (person->state != MUSTER_PERSON_BREAK)
            continue;
        person->crew->break_s += break_paid(rep, person, time_s);
        activities_account(rep, person, time_s);
    }
}

void muster_person_break(struct muster_replication *rep, uint32_t slot, double time_s,
                         double length_s, enum muster_staff_change kind)
{
    struct muster_person *person = &rep->person[slot];
    if (person->state == MUSTER_PERSON_OFF || person->leaving)
        return;
    if (kind == MUSTER_CHANGE_BREAK)
        person->break_paid_s += length_s;
    else if (kind == MUSTER_CHANGE_LUNCH)
        person->break_unpaid_s += length_s;
    else
        person->off_phone_s += length_s;
    if (person->state == MUSTER_PERSON_IDLE) {
        idle_remove(rep, slot);
        break_begin(rep, slot, time_s);
    } else if (person->state == MUSTER_PERSON_BUSY) {
        person->break_pending = true;
    } else { /* one break runs into the next: both are taken whole */
        break_timer(rep, slot);
    }
}

void muster_person_off(struct muster_replication *rep, uint32_t slot, double time_s)
{
    struct muster_person *person = &rep->person[slot];
    switch (person->state) {
    case MUSTER_PERSON_IDLE:
        idle_remove(rep, slot);
        leave(rep, slot, time_s);
        break;
    case MUSTER_PERSON_BREAK: /* not among the present */
        break_account(rep, person, time_s);
        person->state = MUSTER_PERSON_OFF;
        person->token++;
        break;
    case MUSTER_PERSON_BUSY:
        if (person->break_pending) { /* the shift is over: what was not taken is made good */
            person->break_begin_s = time_s;
            break_account(rep, person, time_s);
            person->break_pending = false;
        }
        late_until(person->crew, time_s);
        (*person->crew).late += !person->leaving;
        person->leaving = true;
        person->off_s = time_s;
        break;
    default:
        break;
    }
}

bool muster_person_closes(const struct muster_replication *rep, const struct muster_person *person)
{
    return !rep->open && (!person->leaving || person->off_s >= rep->window_close_s);
}

void muster_crew_limit(struct muster_replication *rep, uint32_t group, double time_s,
                       uint32_t people)
{
    const struct muster_plan_group *plan = &rep->plan->group[group];
    struct muster_crew *crew = &rep->crew[group];
    crew->limit = people;
    crew_present(crew, time_s, 0);
    for (uint32_t i = 0; i < plan->slots && crew->present < people; i++)
        if (rep->person[plan->first_slot + i].state == MUSTER_PERSON_OFF)
            muster_person_on(rep, plan->first_slot + i, time_s, 1);
    while (crew->present > people && idle_longest(rep, crew->sentinel) != MUSTER_NOBODY)
        muster_person_off(rep, rep->person[crew->sentinel].before, time_s);
}

/* ---- arrivals ---- */

WAY void join(struct muster_replication *rep, struct muster_attempt *attempt,
              struct muster_ledger_cell *cell, double time_s)
{
    const struct muster_drawn *drawn = &rep->drawn[attempt->service];
    struct muster_line *line = &rep->line[attempt->service];
    double deadline_s = INFINITY;
    if (drawn->patience_law)
        deadline_s =
            time_s + drawn->patience * draw(rep, drawn->patience_law, attempt->patience_word,
                                            MUSTER_PURPOSE_PATIENCE, attempt, try_of(attempt));
    cell->value[MUSTER_COUNT_WAITED]++;
    if (deadline_s < INFINITY && retries(rep, attempt, MUSTER_RETRY_ABANDONED))
        push_timer(rep, deadline_s,
                   MUSTER_TIMER_OF(MUSTER_TIMER_DEADLINE, attempt->service, line->tail));
    struct muster_attempt *item = &line->item[line->tail++ & line->mask];
    *item = *attempt;
    item->deadline_s = deadline_s;
    if (UNLIKELY(line->tail - line->head > line->watch))
        ask_for_room(rep);
}

static void block(struct muster_replication *rep, struct muster_attempt *attempt, double time_s)
{
    muster_ledger_now(&rep->ledger, attempt->service)->value[MUSTER_COUNT_BLOCKED]++;
    if (UNLIKELY(rep->trace != NULL))
        trace(rep, attempt, MUSTER_OUTCOME_BLOCKED, 0, MUSTER_NOBODY, 0);
    if (retries(rep, attempt, MUSTER_RETRY_BLOCKED))
        retry(rep, attempt, time_s);
}

static void balk(struct muster_replication *rep, struct muster_attempt *attempt, double time_s)
{
    muster_ledger_now(&rep->ledger, attempt->service)->value[MUSTER_COUNT_BALKED]++;
    if (UNLIKELY(rep->trace != NULL))
        trace(rep, attempt, MUSTER_OUTCOME_BALKED, 0, MUSTER_NOBODY, 0);
    if (retries(rep, attempt, MUSTER_RETRY_BALKED))
        retry(rep, attempt, time_s);
}

/* An attempt reaches the open centre. Its attempt has been counted in its cell. */
WAY void offer(struct muster_replication *rep, struct muster_attempt *attempt,
               struct muster_ledger_cell *cell, double time_s)
{
    uint32_t service = attempt->service;
    if (rep->drawn[service].limited && lines_engaged(rep, service, time_s)) {
        block(rep, attempt, time_s);
        return;
    }
    uint32_t slot = free_person(rep, service);
    if (slot != MUSTER_NOBODY) {
        answer_at_once(rep, slot, attempt, cell, time_s);
        return;
    }
    if (attempt->balk < rep->drawn[service].balk) {
        balk(rep, attempt, time_s);
        return;
    }
    join(rep, attempt, cell, time_s);
}

WAY void arrive_first(struct muster_replication *rep, size_t service, double time_s)
{
    struct muster_source *source = &rep->source[service];
    struct muster_attempt *attempt = &source->ring[source->number & 3];
    attempt->cell = attempt->wanted_cell = rep->ledger.now;
    uint32_t number = ++source->number;
    double next_s = source->ring[number & 3].due_s;
    muster_heap_replace(&rep->next_first, (struct muster_heap_entry){next_s, service});
    rep->next_arrival_s = earlier(rep->next_first.entry[0].time_s, rep->next_later_s);
    source_time(rep, source, number + 1);
    source_draw(rep, source, number + 2);
    struct muster_ledger_cell *cell = muster_ledger_now(&rep->ledger, service);
    if (LIKELY(rep->open)) {
        rep->events++;
        cell->first++;
        offer(rep, attempt, cell, time_s);
        return;
    }
    if (rep->plan->service[service].drops_closed)
        return;
    cell->value[MUSTER_COUNT_WANTED]++;
    cell->value[MUSTER_COUNT_WANTED_WHEN_CLOSED]++;
    found_closed(rep, attempt);
}

/* The place in the pool of the later attempt that is due: first of those that stood in order. */
static inline uint32_t take_later(struct muster_replication *rep)
{
    struct muster_soon *soon = &rep->soon;
    if (LIKELY(soon->time_s[soon->next] <= muster_heap_time(&rep->later)))
        return soon->at[soon->next++];
    return (uint32_t)(muster_heap_pop(&rep->later).what & ((1u << MUSTER_LATER_PLACE_BITS) - 1));
}

static void arrive_later(struct muster_replication *rep, double time_s)
{
    static const enum muster_count counted[] = {[MUSTER_ORIGIN_FIRST] = MUSTER_COUNT_WANTED,
                                                [MUSTER_ORIGIN_RETURN] = MUSTER_COUNT_RETURNED,
                                                [MUSTER_ORIGIN_RETRY] = MUSTER_COUNT_RETRIES,
                                                [MUSTER_ORIGIN_REPEAT] = MUSTER_COUNT_REPEATS};
    struct muster_attempt *attempt = &rep->pool[take_later(rep)];
    next_later(rep);
    rep->next_arrival_s = earlier(muster_heap_time(&rep->next_first), rep->next_later_s);
    attempt->cell = rep->ledger.now;
    if (rep->open) {
        rep->events++;
        struct muster_ledger_cell *cell = muster_ledger_now(&rep->ledger, attempt->service);
        cell->value[MUSTER_COUNT_ATTEMPTED]++;
        cell->value[counted[attempt->origin]]++;
        offer(rep, attempt, cell, time_s);
    } else {
        found_closed(rep, attempt);
    }
    forget(rep, attempt);
}

/* ---- completion ---- */

/* The end of a contact of somebody whose shift is over, whose break is due, or whose group has been
 * reduced, or at any time after closing. */
static void complete_specially(struct muster_replication *rep, uint32_t slot, double time_s)
{
    struct muster_person *person = &rep->person[slot];
    struct muster_crew *crew = person->crew;
    const struct muster_plan_group *plan = &rep->plan->group[person->group];
    bool surplus = plan->fixed && !plan->by_person && crew->surplus;
    if (!surplus && !person->break_pending &&
        (!person->leaving || muster_person_closes(rep, person))) {
        struct muster_attempt *head = next_waiting(rep, person->crew, time_s);
        if (head) {
            answer_waiting(rep, slot, head, time_s);
            return;
        }
    }
    muster_tournament_set(&rep->finish, slot, INFINITY);
    crew_not_busy(crew, time_s);
    if (person->leaving) {
        late_until(crew, time_s);
        crew->late--;
    }
    if (surplus || person->leaving || (plan->fixed && !rep->open))
        leave(rep, slot, time_s);
    else if (person->break_pending)
        break_begin(rep, slot, time_s);
    else
        idle_push(rep, slot, time_s);
}

WAY void complete(struct muster_replication *rep, uint32_t slot, double time_s)
{
    struct muster_person *person = &rep->person[slot];
    struct muster_crew *crew = person->crew;
    if (UNLIKELY(person->leaving | person->break_pending | crew->surplus | !rep->open)) {
        complete_specially(rep, slot, time_s);
        return;
    }
    struct muster_attempt *head = next_waiting(rep, person->crew, time_s);
    if (head) {
        answer_waiting(rep, slot, head, time_s);
        return;
    }
    muster_tournament_set(&rep->finish, slot, INFINITY);
    crew_not_busy(crew, time_s);
    idle_push(rep, slot, time_s);
}

/* ---- timers ---- */

static void patience_over(struct muster_replication *rep, uint32_t service, uint64_t position,
                          double time_s)
{
    struct muster_line *line = &rep->line[service];
    if (position < line->head)
        return; /* answered or settled before */
    struct muster_attempt *attempt = &line->item[position & line->mask];
    if (attempt->gone)
        return;
    settle_abandoned(rep, attempt);
    retry(rep, attempt, time_s);
}

static void timer(struct muster_replication *rep, double time_s)
{
    uint64_t what = muster_heap_pop(&rep->timers).what;
    uint32_t whose = MUSTER_TIMER_WHOSE(what);
    if (MUSTER_TIMER_KIND(what) == MUSTER_TIMER_DEADLINE)
        patience_over(rep, whose, MUSTER_TIMER_NUMBER(what), time_s);
    else if (rep->person[whose].token == MUSTER_TIMER_NUMBER(what) &&
             rep->person[whose].state == MUSTER_PERSON_BREAK)
        break_end(rep, whose, time_s);
    muster_loop_refresh(rep);
}

/* ---- emptying queues ---- */

void muster_line_lose(struct muster_replication *rep, size_t service, double time_s,
                      bool endless_only)
{
    struct muster_line *line = &rep->line[service];
    for (uint64_t at = line->head; at != line->tail; at++) {
        struct muster_attempt *attempt = &line->item[at & line->mask];
        if (attempt->gone || (endless_only && attempt->deadline_s < INFINITY))
            continue;
        if (attempt->deadline_s < time_s) {
            settle_abandoned(rep, attempt);
            continue;
        }
        double wait_s = time_s - attempt->due_s;
        attempt->gone = true;
        muster_ledger_add(&rep->ledger, service, attempt->cell, MUSTER_COUNT_LOST_AT_CLOSE, 1);
        muster_ledger_add(&rep->ledger, service, attempt->cell, MUSTER_COUNT_WAIT_S, wait_s);
        post_queue(rep, attempt, time_s);
        post_wait(rep, attempt, wait_s);
        if (rep->trace)
            trace(rep, attempt, MUSTER_OUTCOME_LOST_AT_CLOSE, wait_s, MUSTER_NOBODY, 0);
        if (retries(rep, attempt, MUSTER_RETRY_CUT))
            retry(rep, attempt, time_s);
    }
}

void muster_line_empty(struct muster_replication *rep, size_t service, double time_s)
{
    struct muster_line *line = &rep->line[service];
    muster_line_lose(rep, service, time_s, true);
    for (; line->head != line->tail; line->head++) {
        struct muster_attempt *attempt = &line->item[line->head & line->mask];
        if (attempt->gone)
            continue;
        settle_abandoned(rep, attempt);
        if (retries(rep, attempt, MUSTER_RETRY_ABANDONED))
            retry(rep, attempt, fmax(time_s, attempt->deadline_s));
    }
}

void muster_line_unfinished(struct muster_replication *rep, size_t service, double time_s)
{
    struct muster_line *line = &rep->line[service];
    for (; line->head != line->tail; line->head++) {
        struct muster_attempt *attempt = &line->item[line->head & line->mask];
        if (!attempt->gone && attempt->deadline_s < time_s)
            settle_abandoned(rep, attempt);
        if (attempt->gone)
            continue;
        double wait_s = time_s - attempt->due_s;
        muster_ledger_add(&rep->ledger, service, attempt->cell, MUSTER_COUNT_UNFINISHED, 1);
        muster_ledger_add(&rep->ledger, service, attempt->cell, MUSTER_COUNT_WAIT_S, wait_s);
        post_queue(rep, attempt, time_s);
        post_wait(rep, attempt, wait_s);
        if (rep->trace)
            trace(rep, attempt, MUSTER_OUTCOME_UNFINISHED, wait_s, MUSTER_NOBODY, 0);
    }
}

/* ---- the loop ---- */

void muster_loop_refresh(struct muster_replication *rep)
{
    next_later(rep);
    rep->next_arrival_s = earlier(muster_heap_time(&rep->next_first), rep->next_later_s);
    rep->next_other_s =
        earlier(muster_heap_time(&rep->timers), earlier(rep->next_staff_s, rep->next_window_s));
}

/* One event that is neither a completion nor an arrival; false when it is the driver's. */
static bool other(struct muster_replication *rep, double time_s, enum muster_pause *pause)
{
    bool timed = muster_heap_time(&rep->timers) == time_s;
    bool staff = rep->next_staff_s == time_s;
    if (timed &&
        (!staff || MUSTER_TIMER_KIND(rep->timers.entry[0].what) == MUSTER_TIMER_BREAK_END)) {
        timer(rep, time_s);
        return true;
    }
    *pause = staff ? MUSTER_PAUSE_STAFF : MUSTER_PAUSE_WINDOW;
    return false;
}

/* Whether all that is due now beside the arrivals, which go first, is the closing of the doors. */
static bool closes_only(const struct muster_replication *rep, double time_s)
{
    return rep->open && rep->next_window_s == time_s && rep->next_staff_s != time_s &&
           muster_heap_time(&rep->timers) != time_s;
}

/* When the loop has to look up from its events: the end of the interval, or at once. */
static inline void look_next(struct muster_replication *rep)
{
    rep->look_s = rep->room_low ? 0 : rep->ledger.end_s;
}

enum muster_pause muster_loop_run(struct muster_replication *rep, double limit_s)
{
    enum muster_pause pause;
    look_next(rep);
    for (;;) {
        uint64_t finish = muster_tournament_bits(&rep->finish);
        uint64_t arrival = time_bits(rep->next_arrival_s), event = time_bits(rep->next_other_s);
        uint64_t next = arrival < event ? arrival : event;
        double time_s = time_of(finish < next ? finish : next);
        if (UNLIKELY(time_s >= rep->look_s)) { /* at the latest the limit, a midnight */
            if (rep->room_low)
                return MUSTER_PAUSE_ROOM;
            if (rep->ledger.end_s >= limit_s)
                return MUSTER_PAUSE_LIMIT;
            turn_interval(rep);
            look_next(rep);
            continue; /* it may bring something earlier */
        }
        if (finish <= next) {
            complete(rep, (uint32_t)muster_tournament_slot(&rep->finish), time_s);
        } else if (rep->next_other_s < rep->next_arrival_s ||
                   (rep->next_other_s == time_s && !closes_only(rep, time_s))) {
            if (!other(rep, time_s, &pause))
                return pause;
        } else if (rep->next_first.entry[0].time_s == time_s) {
            arrive_first(rep, rep->next_first.entry[0].what, time_s);
        } else {
            arrive_later(rep, time_s);
        }
    }
}
