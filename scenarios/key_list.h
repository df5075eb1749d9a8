/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one table of scenario keys, included by keys.h and keys.c with MUSTER_KEY defined:
 *   MUSTER_KEY(ID, path, type, draw, range, standard, words, meaning, example)
 * path: `*` stands for a name of the user's, lists show nothing ("staff.*.shifts.start").
 * range: BETWEEN(least, most) or ABOVE(open end, most), in the units of the type; ANY.
 * standard: the default as it would stand in a file; NEEDED; NONE = off or unlimited.
 * words: the choices of a CHOICE in the order of their enum, "-word" = not in this version; for
 * tables, the path of the keys they share. Rows of type LATER are not in this version.
 * The order is that of `muster explain` and of the specification of the file.
 */
#define S 1.0
#define MIN (60.0)
#define H (3600.0)
#define D (86400.0)
#define W (7.0 * 86400.0)

MUSTER_KEY(MUSTER, "muster", WHOLE, CONSTANT, BETWEEN(1, 1), NEEDED, "",
           "The version of the file's language; always 1", "muster: 1")
MUSTER_KEY(TITLE, "title", TEXT, CONSTANT, ANY, "''", "",
           "What the file asks, in a few words; heads reports", "title: Contact centre at start-up")
MUSTER_KEY(CURRENCY, "currency", TEXT, CONSTANT, ANY, "''", "",
           "The sign of money, allowed before every amount", "currency: £")
MUSTER_KEY(INCLUDE, "include", TEXT, CONSTANT, ANY, NONE, "",
           "A file whose tables are taken first; the tables of this file are laid over them",
           "include: base.yaml")
MUSTER_KEY(LINES, "lines", WHOLE, CONSTANT, BETWEEN(1, 100000), NONE, "",
           "Telephone lines shared by all services; a caller who finds none free hears the engaged "
           "tone",
           "lines: 30")

MUSTER_KEY(HORIZON, "horizon", TABLE, CONSTANT, ANY, NEEDED, "", "The time that is simulated",
           "horizon: {start: 2004-10-04, weeks: 52, interval: 15 min}")
MUSTER_KEY(HORIZON_START, "horizon.start", DATE, CONSTANT, ANY, NEEDED, "",
           "The first day that counts", "start: 2004-10-04")
MUSTER_KEY(HORIZON_WEEKS, "horizon.weeks", WHOLE, CONSTANT, BETWEEN(1, 5200), NONE, "",
           "Length in weeks; give this or days", "weeks: 52")
MUSTER_KEY(HORIZON_DAYS, "horizon.days", WHOLE, CONSTANT, BETWEEN(1, 36600), NONE, "",
           "Length in days; give this or weeks", "days: 30")
MUSTER_KEY(HORIZON_INTERVAL, "horizon.interval", DURATION, CONSTANT, BETWEEN(5 * MIN, 60 * MIN),
           "15 min", "",
           "The step in which the day is counted; a whole number of them make an hour",
           "interval: 30 min")
MUSTER_KEY(HORIZON_WARM_UP, "horizon.warm_up", DURATION, CONSTANT, BETWEEN(0, 3660 * D), "0 d", "",
           "Whole days simulated before the start and not counted", "warm_up: 1 d")

MUSTER_KEY(OPENING, "opening", HOURS, CONSTANT, ANY, NEEDED, "",
           "When the centre is open: `always`, or weekdays with spans, separated by commas; a span "
           "past midnight belongs to the day on which it starts",
           "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00}")
MUSTER_KEY(OPENING_CLOSED, "opening.closed", CLOSED, CONSTANT, ANY, NONE, "",
           "Bank holidays and other closed dates: a list, or a file with columns date,name",
           "closed: england-wales.csv")
MUSTER_KEY(OPENING_AT_CLOSE, "opening.at_close", CHOICE, CONSTANT, ANY, "serve_queue",
           "serve_queue cut",
           "What happens to callers queueing at close: served by those present, or cut off",
           "at_close: serve_queue")
MUSTER_KEY(OBSERVED, "observed_opening", HOURS, CONSTANT, ANY, NONE, "",
           "The opening hours behind the demand figures; without it, the opening of the file",
           "observed_opening: {mon-fri: 08:45-16:15}")
MUSTER_KEY(OBSERVED_CLOSED, "observed_opening.closed", CLOSED, CONSTANT, ANY, NONE, "",
           "Closed dates behind the demand figures; without it, those of opening",
           "closed: england-wales.csv")

MUSTER_KEY(TARGET, "target", TARGETS, CONSTANT, ANY, NONE, "",
           "The service aimed at: `80% in 20 s`, `asa 180 s`, `answered 90%`, `abandoned 5%`, or a "
           "list; the first `in` gives the threshold of the service level, otherwise 20 s",
           "target: 80% in 20 s")
MUSTER_KEY(SERVICE_LEVEL, "service_level", CHOICE, CONSTANT, ANY, "offered",
           "offered answered short_waits_removed abandoned_credited short_abandons_removed "
           "attempted virtual",
           "Which definition of the service level is the declared one", "service_level: offered")
MUSTER_KEY(MINIMUM_CREW, "minimum_crew", WHOLE, CONSTANT, BETWEEN(0, 10000), "0", "",
           "The fewest people who may be on duty while open; intervals below it are named",
           "minimum_crew: 2")

MUSTER_KEY(SERVICES, "services", NAMED, CONSTANT, ANY, NEEDED, "",
           "What people call about, each with its demand, work and patience",
           "services: {calls: {rate: 144 per hour, handle: 3.5 min}}")
MUSTER_KEY(SERVICE, "services.*", TABLE, CONSTANT, ANY, NONE, "", "One service, by its name",
           "calls: {rate: 144 per hour, handle: 3.5 min}")
MUSTER_KEY(SERVICE_CHANNEL, "services.*.channel", CHOICE, CONSTANT, ANY, "call",
           "call -chat -deferred -outbound", "How contacts reach the centre", "channel: call")
MUSTER_KEY(SERVICE_TARGET, "services.*.target", TARGETS, CONSTANT, ANY, NONE, "",
           "The service's own target or targets", "target: 90% in 10 s")
MUSTER_KEY(SERVICE_DEMAND, "services.*.demand", TABLE, CONSTANT, ANY, NONE, "",
           "A year's contacts, as wanted, offered or answered; or give rate",
           "demand: {wanted: {pert: [150000, 175000, 200000]}}")
MUSTER_KEY(DEMAND_WANTED, "services.*.demand.wanted", YEARLY, PARAMETER, ABOVE(0, 1e9), NONE, "",
           "First contacts that customers want in a year, closed hours included", "wanted: 175000")
MUSTER_KEY(DEMAND_OFFERED, "services.*.demand.offered", YEARLY, PARAMETER, ABOVE(0, 1e9), NONE, "",
           "Contacts offered in a year at the observed opening, repeats included",
           "offered: 150000 per year")
MUSTER_KEY(DEMAND_ANSWERED, "services.*.demand.answered", YEARLY, PARAMETER, ABOVE(0, 1e9), NONE,
           "", "Contacts answered in a year at the observed opening; needs answer_rate",
           "answered: 120000")
MUSTER_KEY(DEMAND_ANSWER_RATE, "services.*.demand.answer_rate", SHARE, PARAMETER, ABOVE(0, 1), NONE,
           "", "The share of offered contacts that was answered",
           "answer_rate: {pert: [60%, 75%, 85%]}")
MUSTER_KEY(SERVICE_RATE, "services.*.rate", RATE_STEPS, PARAMETER, BETWEEN(0, 1000), NONE, "",
           "Contacts per time while open, constant, by steps over the day or a distribution drawn "
           "once; nothing seasonal applies and nobody calls while closed",
           "rate: 144 per hour")
MUSTER_KEY(SERVICE_SEASON, "services.*.season", MONTHS, CONSTANT, BETWEEN(0, 1000), "1", "",
           "Weight of each month (a missing one weighs 1), or of each week from a file",
           "season: {jan: 1.05, mar: 1.2}")
MUSTER_KEY(SERVICE_SEASON_FILE, "services.*.season.file", FILE, CONSTANT, BETWEEN(0, 1000), NONE,
           "", "A file with columns week,weight for ISO weeks 1 to 52", "season: {file: weeks.csv}")
MUSTER_KEY(SERVICE_WEEKDAYS, "services.*.weekdays", WEEKDAYS, CONSTANT, BETWEEN(0, 1000), NONE, "",
           "Weight of each weekday, all seven; without it, demand falls evenly on open time",
           "weekdays: {mon: 1.25, tue: 1, wed: 1, thu: 1, fri: 0.9, sat: 0.3, sun: 0}")
MUSTER_KEY(SERVICE_PROFILE, "services.*.profile", PROFILE, CONSTANT, BETWEEN(0, 1e9), NONE, "",
           "Weight over the day in steps: 0 before the first, the last holds to 24:00; without it, "
           "demand falls evenly on open time",
           "profile: {08:00: 1, 10:00: 2.3, 16:00: 1.2, 20:00: 0}")
MUSTER_KEY(SERVICE_BANK_HOLIDAY, "services.*.bank_holiday", TABLE, CONSTANT, ANY, NONE, "",
           "What bank holidays do to demand", "bank_holiday: {wanted: 20%, next_day: 1.25}")
MUSTER_KEY(BANK_HOLIDAY_WANTED, "services.*.bank_holiday.wanted", SHARE, CONSTANT, BETWEEN(0, 1),
           "100%", "", "The share of the day's demand that is wanted on a bank holiday",
           "wanted: 20%")
MUSTER_KEY(BANK_HOLIDAY_NEXT_DAY, "services.*.bank_holiday.next_day", NUMBER, CONSTANT,
           BETWEEN(0, 100), "1", "", "Factor on the demand of the day after a bank holiday",
           "next_day: 1.25")
MUSTER_KEY(SERVICE_BUSYNESS, "services.*.busyness", TABLE, CONSTANT, ANY, NONE, "",
           "Days that are busier than others for no known reason: one Gamma factor a day",
           "busyness: {cv: 0.12, between_days: 0.3}")
MUSTER_KEY(BUSYNESS_CV, "services.*.busyness.cv", NUMBER, CONSTANT, BETWEEN(0, 10), NEEDED, "",
           "Standard deviation of the day's factor over its mean", "cv: 0.12")
MUSTER_KEY(BUSYNESS_BETWEEN_DAYS, "services.*.busyness.between_days", SHARE, CONSTANT,
           BETWEEN(0, 0.999), "0", "", "Correlation of one day's busyness with the next day's",
           "between_days: 0.3")
MUSTER_KEY(BUSYNESS_BETWEEN_SERVICES, "services.*.busyness.between_services", SHARE, CONSTANT,
           BETWEEN(0, 1), "0", "",
           "Correlation of busyness between services: of two, the square root of the product",
           "between_services: 0.5")
MUSTER_KEY(BUSYNESS_DRAWN, "services.*.busyness.drawn", CHOICE, CONSTANT, ANY, "day", "day horizon",
           "Whether each day has its own factor or the horizon has one", "drawn: day")
MUSTER_KEY(SERVICE_EVENTS, "services.*.events", LIST, CONSTANT, ANY, NONE, "",
           "Dated multipliers of demand: bills, storms",
           "events: [{from: 2005-03-07, days: 10, factor: 1.8, why: council tax bills}]")
MUSTER_KEY(EVENT_FROM, "services.*.events.from", DATE, CONSTANT, ANY, NEEDED, "",
           "The event's first day", "from: 2005-03-07")
MUSTER_KEY(EVENT_DAYS, "services.*.events.days", WHOLE, CONSTANT, BETWEEN(1, 36600), NEEDED, "",
           "How many days it lasts", "days: 10")
MUSTER_KEY(EVENT_FACTOR, "services.*.events.factor", NUMBER, CONSTANT, BETWEEN(0, 1000), NEEDED, "",
           "What it multiplies demand by", "factor: 1.8")
MUSTER_KEY(EVENT_WHY, "services.*.events.why", TEXT, CONSTANT, ANY, "''", "", "What it is",
           "why: council tax bills")
MUSTER_KEY(EVENT_INSIDE, "services.*.events.inside_volume", YESNO, CONSTANT, ANY, "no", "",
           "Whether the year's volume already contains the event", "inside_volume: yes")
MUSTER_KEY(SERVICE_GROWTH, "services.*.growth", GROWTH, PARAMETER, BETWEEN(-0.9, 10), "0% per year",
           "", "Growth of demand from the start of the horizon", "growth: 3% per year")
MUSTER_KEY(SERVICE_PHASE, "services.*.phase", TABLE, CONSTANT, ANY, NONE, "",
           "A service that goes live: no demand before, then rising in a line to all of it",
           "phase: {from: 2005-04-01, ramp: 8 weeks}")
MUSTER_KEY(PHASE_FROM, "services.*.phase.from", DATE, CONSTANT, ANY, NEEDED, "",
           "The day on which the service goes live", "from: 2005-04-01")
MUSTER_KEY(PHASE_RAMP, "services.*.phase.ramp", DAYS, CONSTANT, BETWEEN(0, 520 * W), "0 d", "",
           "Time until the whole demand arrives", "ramp: 8 weeks")
MUSTER_KEY(SERVICE_WHEN_CLOSED, "services.*.when_closed", TABLE, CONSTANT, ANY, NONE, "",
           "What people do who want contact while the centre is closed",
           "when_closed: {return: 60%}")
MUSTER_KEY(WHEN_CLOSED_RETURN, "services.*.when_closed.return", SHARE, PARAMETER, BETWEEN(0, 1),
           "0%", "", "The share that tries again on the next open day; the others are lost",
           "return: 60%")
MUSTER_KEY(WHEN_CLOSED_DELAY, "services.*.when_closed.delay", DURATION, QUANTITY,
           BETWEEN(0, 366 * D), NONE, "",
           "Time from the next opening to the new attempt; without it, a time from the profile of "
           "that day",
           "delay: {exponential: {mean: 1 h}}")
MUSTER_KEY(SERVICE_TALK, "services.*.talk", DURATION, QUANTITY, BETWEEN(0, 7 * D), NONE, "",
           "Time in conversation", "talk: {lognormal: {mean: 2.7 min, cv: 0.9}}")
MUSTER_KEY(SERVICE_WRAP, "services.*.wrap", DURATION, QUANTITY, BETWEEN(0, 7 * D), NONE, "",
           "After-contact work", "wrap: {exponential: {mean: 0.8 min}}")
MUSTER_KEY(SERVICE_HANDLE, "services.*.handle", DURATION, QUANTITY, BETWEEN(0, 7 * D), NONE, "",
           "Talk and after-contact work in one", "handle: {exponential: {mean: 3.5 min}}")
MUSTER_KEY(SERVICE_HANDLE_FOR, "services.*.handle_for", CHOICE, CONSTANT, ANY, "experienced",
           "experienced today",
           "Whose handle time it is: experienced people's or today's mix of people's",
           "handle_for: experienced")
MUSTER_KEY(SERVICE_PATIENCE, "services.*.patience", DURATION, QUANTITY, BETWEEN(0, 366 * D), NONE,
           "", "Time a caller queues before giving up; without it, endless",
           "patience: {exponential: {mean: 3 min}}")
MUSTER_KEY(SERVICE_BALK, "services.*.balk", SHARE, PARAMETER, BETWEEN(0, 1), "0%", "",
           "The share of callers who will not queue at all if nobody is free", "balk: 2%")
MUSTER_KEY(SERVICE_SHORT_ABANDON, "services.*.short_abandon", DURATION, CONSTANT, BETWEEN(0, 1 * H),
           "5 s", "", "Abandonments within this time count as short in short_abandons_removed",
           "short_abandon: 5 s")
MUSTER_KEY(SERVICE_RETRY, "services.*.retry", TABLE, CONSTANT, ANY, NONE, "",
           "New attempts after one that failed",
           "retry: {abandoned: 35%, blocked: 60%, delay: {exponential: {mean: 25 min}}}")
MUSTER_KEY(RETRY_ABANDONED, "services.*.retry.abandoned", SHARE, PARAMETER, BETWEEN(0, 1), "0%", "",
           "The share that tries again after giving up in the queue", "abandoned: 35%")
MUSTER_KEY(RETRY_BLOCKED, "services.*.retry.blocked", SHARE, PARAMETER, BETWEEN(0, 1), "0%", "",
           "The share that tries again after the engaged tone", "blocked: 60%")
MUSTER_KEY(RETRY_BALKED, "services.*.retry.balked", SHARE, PARAMETER, BETWEEN(0, 1), "0%", "",
           "The share that tries again after not wanting to queue", "balked: 30%")
MUSTER_KEY(RETRY_CUT, "services.*.retry.cut", SHARE, PARAMETER, BETWEEN(0, 1), "0%", "",
           "The share that tries again after being cut off at close", "cut: 50%")
MUSTER_KEY(RETRY_DELAY, "services.*.retry.delay", DURATION, QUANTITY, BETWEEN(0, 366 * D), NONE, "",
           "Time until the new attempt", "delay: {exponential: {mean: 25 min}}")
MUSTER_KEY(RETRY_MAX, "services.*.retry.max_retries", WHOLE, CONSTANT, BETWEEN(0, 1000), NONE, "",
           "The most new attempts of one caller; without it, no limit", "max_retries: 3")
MUSTER_KEY(SERVICE_RESOLUTION, "services.*.first_contact_resolution", SHARE, PARAMETER, ABOVE(0, 1),
           "100%", "", "The share of answered contacts that need no further contact",
           "first_contact_resolution: 85%")
MUSTER_KEY(SERVICE_REPEAT, "services.*.repeat", TABLE, CONSTANT, ANY, NONE, "",
           "Contacts that are made again because the first did not settle the matter",
           "repeat: {delay: {lognormal: {mean: 2 d, cv: 1}}}")
MUSTER_KEY(REPEAT_DELAY, "services.*.repeat.delay", DURATION, QUANTITY, BETWEEN(0, 366 * D), NONE,
           "", "Time from the end of the first contact to the repeated one",
           "delay: {lognormal: {mean: 2 d, cv: 1}}")
MUSTER_KEY(SERVICE_LINES, "services.*.lines", WHOLE, CONSTANT, BETWEEN(1, 100000), NONE, "",
           "Telephone lines of this service: waiting or talking; without it, unlimited",
           "lines: 30")
MUSTER_KEY(SERVICE_PRIORITY, "services.*.priority", WHOLE, CONSTANT, BETWEEN(1, 1000), "1", "",
           "Lower is served first", "priority: 1")
MUSTER_KEY(SERVICE_ESCALATE, "services.*.escalate", LATER, CONSTANT, ANY, NONE, "",
           "Contacts passed on to another service after the talk", "escalate: {to: advisors}")
MUSTER_KEY(SERVICE_CALLBACK, "services.*.callback", LATER, CONSTANT, ANY, NONE, "",
           "Callers who are offered to be called back", "callback: {after: 2 min}")
MUSTER_KEY(SERVICE_CONCURRENCY, "services.*.concurrency", LATER, CONSTANT, ANY, NONE, "",
           "Chats that one agent holds at once", "concurrency: 3")
MUSTER_KEY(SERVICE_DUE, "services.*.due", LATER, CONSTANT, ANY, NONE, "",
           "Time within which deferred work is to be closed", "due: 2 d")
MUSTER_KEY(SERVICE_INDUCED, "services.*.induced", LATER, CONSTANT, ANY, NONE, "",
           "Extra demand that longer opening brings", "induced: 10 per hour")

MUSTER_KEY(STAFF, "staff", NAMED, CONSTANT, ANY, NEEDED, "",
           "The groups of people who answer, each with its numbers and skills",
           "staff: {agents: {present: 10, skills: [calls]}}")
MUSTER_KEY(GROUP, "staff.*", TABLE, CONSTANT, ANY, NONE, "", "One group, by its name",
           "agents: {present: 10, skills: [calls]}")
MUSTER_KEY(GROUP_PRESENT, "staff.*.present", PEOPLE_STEPS, CONSTANT, BETWEEN(0, 10000), NONE, "",
           "People on the phones: a number, or steps over the day (0 before the first, the last "
           "holds to 24:00); the fixed-staffing form",
           "present: {08:00: 6, 08:30: 10, 17:30: 0}")
MUSTER_KEY(GROUP_ATTENDANCE, "staff.*.attendance", TABLE, CONSTANT, ANY, NONE, "",
           "Chance that each of the people present attends; with present only",
           "attendance: {probability: 93%, drawn: day}")
MUSTER_KEY(ATTENDANCE_PROBABILITY, "staff.*.attendance.probability", SHARE, PARAMETER,
           BETWEEN(0, 1), NEEDED, "", "The chance that a person attends", "probability: 93%")
MUSTER_KEY(ATTENDANCE_DRAWN, "staff.*.attendance.drawn", CHOICE, CONSTANT, ANY, "day",
           "day horizon", "Whether it is drawn each day or once for the horizon", "drawn: day")
MUSTER_KEY(GROUP_AT_STEP, "staff.*.at_step", CHOICE, CONSTANT, ANY, "idle_first",
           "idle_first by_person",
           "Who leaves when the number falls: idle agents first, or fixed people, busy or not",
           "at_step: idle_first")
MUSTER_KEY(GROUP_FTE, "staff.*.fte", DATED, CONSTANT, BETWEEN(0, 10000), NONE, "",
           "The establishment in full-time equivalents; the form by shifts; by dates it changes "
           "then, and is 0 before the first (a post that goes keeps its holder, who is not "
           "replaced)",
           "fte: 12")
MUSTER_KEY(GROUP_POSTS, "staff.*.posts", DATED, CONSTANT, BETWEEN(0, 10000), NONE, "",
           "A fixed number of full-time posts, instead of fte", "posts: 3")
MUSTER_KEY(GROUP_ONE_PER, "staff.*.one_per", TABLE, CONSTANT, ANY, NONE, "",
           "The span of control, instead of fte: one full-time post for every so many FTE of "
           "another group, rounded up",
           "one_per: {fte: 8, of: agents}")
MUSTER_KEY(ONE_PER_FTE, "staff.*.one_per.fte", NUMBER, CONSTANT, BETWEEN(1, 10000), NEEDED, "",
           "FTE of the other group to one post", "fte: 8")
MUSTER_KEY(ONE_PER_OF, "staff.*.one_per.of", TEXT, CONSTANT, ANY, NEEDED, "",
           "The other group, which is given by fte or posts", "of: agents")
MUSTER_KEY(GROUP_FULL_TIME_WEEK, "staff.*.full_time_week", DURATION, CONSTANT,
           BETWEEN(1 * H, 60 * H), "37 h", "", "Contracted hours a week of one full-timer",
           "full_time_week: 37 h")
MUSTER_KEY(GROUP_FULL_TIME, "staff.*.full_time", SHARE, CONSTANT, BETWEEN(0, 1), "100%", "",
           "The share of the FTE worked by full-timers", "full_time: 70%")
MUSTER_KEY(GROUP_FULL_TIME_HEADS, "staff.*.full_time_heads", SHARE, CONSTANT, BETWEEN(0, 1), NONE,
           "", "The share of people who are full-timers, instead of full_time",
           "full_time_heads: 60%")
MUSTER_KEY(GROUP_PART_TIME, "staff.*.part_time", TABLES, CONSTANT, ANY, NONE, "",
           "Part-time contracts: one, or a list with the share of each",
           "part_time: {week: 18.5 h}")
MUSTER_KEY(PART_TIME_WEEK, "staff.*.part_time.week", DURATION, CONSTANT, BETWEEN(1 * H, 60 * H),
           NEEDED, "", "Contracted hours a week", "week: 18.5 h")
MUSTER_KEY(PART_TIME_SHARE, "staff.*.part_time.share", SHARE, CONSTANT, ABOVE(0, 1), NONE, "",
           "Its share of part-time FTE; needed when there are several, and they add up to 100%",
           "share: 60%")
MUSTER_KEY(
    PART_TIME_WEEKS, "staff.*.part_time.weeks", CHOICE, CONSTANT, ANY, "all", "all term_time",
    "term_time: off in leave.school_holidays, and no leave in term. Leave and bank holidays are "
    "paid in the holidays, evenly; of a year's pay, in even months, term_weeks / (365/7 - leave) "
    "is paid, leave = (days + statutory + bank holidays) / 5 in weeks, days by service left out; "
    "by that share of its hours the post counts as FTE",
    "weeks: term_time")
MUSTER_KEY(PART_TIME_TERM_WEEKS, "staff.*.part_time.term_weeks", NUMBER, CONSTANT, BETWEEN(20, 52),
           "39", "", "Weeks of term in a year, by which weeks: term_time is paid", "term_weeks: 39")
MUSTER_KEY(GROUP_ANNUALISED, "staff.*.annualised", MONTHS, CONSTANT, BETWEEN(0, 1000), NONE, "",
           "Annualised hours: weight of each month in the hours worked, balanced over the year; "
           "pay stays even",
           "annualised: {jan: 1.2, jul: 0.8, aug: 0.8}")
MUSTER_KEY(GROUP_IN_POST, "staff.*.in_post", TABLES, CONSTANT, ANY, NONE, "",
           "The people there at the start, as FTE or as a list of people by their service; needed "
           "beside attrition or learning",
           "in_post: {fte: 12, tenure: new}")
MUSTER_KEY(IN_POST_FTE, "staff.*.in_post.fte", NUMBER, CONSTANT, BETWEEN(0, 10000), NONE, "",
           "Full-time equivalents in post at the start; not in a list", "fte: 12")
MUSTER_KEY(IN_POST_PEOPLE, "staff.*.in_post.people", WHOLE, CONSTANT, BETWEEN(0, 10000), NONE, "",
           "How many people have served so long; in a list", "people: 4")
MUSTER_KEY(IN_POST_TENURE, "staff.*.in_post.tenure", TENURE, CONSTANT, BETWEEN(0, 60 * 366 * D),
           NONE, "",
           "Whether all are new, past induction, or have served as long as in the long run; in a "
           "list the time since joining, whole months counted by the calendar (who has served "
           "less than the induction is still in it)",
           "tenure: new")
MUSTER_KEY(GROUP_SHIFTS, "staff.*.shifts", LIST, CONSTANT, ANY, NONE, "",
           "The shifts that people of the group may work",
           "shifts: [{start: 09:00, length: 7.9 h, lunch: {length: 30 min, between: "
           "11:30-14:00}}]")
MUSTER_KEY(SHIFT_NAME, "staff.*.shifts.name", TEXT, CONSTANT, ANY, NONE, "",
           "The shift's name; without it, shift and its number", "name: early")
MUSTER_KEY(SHIFT_START, "staff.*.shifts.start", START, CONSTANT, ANY, NONE, "",
           "When it starts: a time of day, or open; or give end", "start: 09:00")
MUSTER_KEY(SHIFT_END, "staff.*.shifts.end", END, CONSTANT, ANY, NONE, "",
           "When it ends: a time of day, or close; or give start", "end: close")
MUSTER_KEY(SHIFT_LENGTH, "staff.*.shifts.length", DURATION, CONSTANT, BETWEEN(30 * MIN, 16 * H),
           NEEDED, "", "From start to end, the unpaid lunch included", "length: 7.9 h")
MUSTER_KEY(SHIFT_LUNCH, "staff.*.shifts.lunch", TABLE, CONSTANT, ANY, NONE, "",
           "An unpaid lunch within the shift", "lunch: {length: 30 min, between: 11:30-14:00}")
MUSTER_KEY(LUNCH_LENGTH, "staff.*.shifts.lunch.length", DURATION, CONSTANT, BETWEEN(1 * MIN, 4 * H),
           NEEDED, "", "How long lunch lasts", "length: 30 min")
MUSTER_KEY(LUNCH_BETWEEN, "staff.*.shifts.lunch.between", SPAN, CONSTANT, ANY, NEEDED, "",
           "The time within which it is taken", "between: 11:30-14:00")
MUSTER_KEY(SHIFT_FOR, "staff.*.shifts.for", CHOICE, CONSTANT, ANY, "all", "all full_time part_time",
           "Whose shift it is", "for: full_time")
MUSTER_KEY(GROUP_BREAKS, "staff.*.breaks", LIST, CONSTANT, ANY, NONE, "",
           "Breaks within shifts, staggered over the people present",
           "breaks: [{length: 15 min, paid: yes, between: 10:00-11:30, for_shifts_over: 4 h}]")
MUSTER_KEY(BREAK_LENGTH, "staff.*.breaks.length", DURATION, CONSTANT, BETWEEN(1 * MIN, 4 * H),
           NEEDED, "", "How long it lasts", "length: 15 min")
MUSTER_KEY(BREAK_PAID, "staff.*.breaks.paid", YESNO, CONSTANT, ANY, "yes", "", "Whether it is paid",
           "paid: yes")
MUSTER_KEY(BREAK_BETWEEN, "staff.*.breaks.between", SPAN, CONSTANT, ANY, NEEDED, "",
           "The time within which it is taken", "between: 10:00-11:30")
MUSTER_KEY(BREAK_OVER, "staff.*.breaks.for_shifts_over", DURATION, CONSTANT, BETWEEN(0, 16 * H),
           "0 h", "", "Only in shifts longer than this", "for_shifts_over: 4 h")
MUSTER_KEY(GROUP_SATURDAY, "staff.*.saturday", TABLE, CONSTANT, ANY, NONE, "",
           "Saturday work: who, which shifts, and how it is repaid",
           "saturday: {one_in: 4, shifts: [{start: 09:00, length: 4 h}], repaid: short_day}")
MUSTER_KEY(SATURDAY_ONE_IN, "staff.*.saturday.one_in", WHOLE, CONSTANT, BETWEEN(1, 52), NEEDED, "",
           "Each person works one Saturday in so many", "one_in: 4")
MUSTER_KEY(SATURDAY_SHIFTS, "staff.*.saturday.shifts", LIST, CONSTANT, ANY, NEEDED,
           "staff.*.shifts", "The shifts of a Saturday, written like shifts",
           "shifts: [{start: 09:00, length: 4 h}]")
MUSTER_KEY(SATURDAY_REPAID, "staff.*.saturday.repaid", CHOICE, CONSTANT, ANY, "short_day",
           "short_day day_off toil overtime", "How the hours of a Saturday are given back or paid",
           "repaid: short_day")
MUSTER_KEY(GROUP_ROTA, "staff.*.rota", CHOICE, CONSTANT, ANY, "fixed",
           "fixed pattern cover -optimal",
           "How people get shifts: each keeps one, each moves on every week, or chosen against the "
           "requirement",
           "rota: cover")
MUSTER_KEY(GROUP_ROTA_NOTICE, "staff.*.rota_notice", DAYS, CONSTANT, BETWEEN(0, 52 * W), "4 weeks",
           "", "How long ahead the rota of a week is fixed, in whole weeks", "rota_notice: 4 weeks")
MUSTER_KEY(GROUP_SKILLS, "staff.*.skills", SKILLS, CONSTANT, ANY, NONE, "",
           "The services the group answers, best first; a nested list shares one rank; a group "
           "without skills is off the phones (manager, trainer): a fifth of its week every Monday "
           "to Friday, no shifts",
           "skills: [complaints, {service: calls, handle_factor: 1.4}]")
MUSTER_KEY(SKILL_SERVICE, "staff.*.skills.service", TEXT, CONSTANT, ANY, NEEDED, "",
           "The name of the service", "service: calls")
MUSTER_KEY(SKILL_FACTOR, "staff.*.skills.handle_factor", NUMBER, CONSTANT, ABOVE(0, 100), "1", "",
           "How many times as long this group takes", "handle_factor: 1.4")
MUSTER_KEY(SKILL_AFTER, "staff.*.skills.after", LATER, CONSTANT, ANY, NONE, "",
           "This group helps only once the contact has waited so long", "after: 30 s")
MUSTER_KEY(SKILL_RESERVE, "staff.*.skills.reserve", LATER, CONSTANT, ANY, NONE, "",
           "So many agents are kept free for better-placed services", "reserve: 2")
MUSTER_KEY(GROUP_AGENCY, "staff.*.agency", TABLE, CONSTANT, ANY, NONE, "",
           "Agency workers who stand in vacant posts, on the phones, by the rota of the post",
           "agency: {hourly: £14, ready_after: 1 week, until: 2005-03-31}")
MUSTER_KEY(AGENCY_HOURLY, "staff.*.agency.hourly", MONEY, CONSTANT, BETWEEN(0, 1e6), NEEDED, "",
           "What an hour of theirs costs, paid breaks included", "hourly: £14")
MUSTER_KEY(AGENCY_FROM, "staff.*.agency.from", DATE, CONSTANT, ANY, NONE, "",
           "The first day on which they may be there; without it, from the start",
           "from: 2004-11-01")
MUSTER_KEY(AGENCY_UNTIL, "staff.*.agency.until", DATE, CONSTANT, ANY, NONE, "",
           "The last day on which they may be there; without it, to the end", "until: 2005-03-31")
MUSTER_KEY(AGENCY_READY_AFTER, "staff.*.agency.ready_after", DAYS, CONSTANT, BETWEEN(0, 366 * D),
           "0 d", "",
           "Time from the day on which a post falls vacant (at the start: that day) until the "
           "worker is there; they stay until a recruit goes live in the post",
           "ready_after: 1 week")
MUSTER_KEY(AGENCY_SICK_AFTER, "staff.*.agency.sick_after", DAYS, CONSTANT, BETWEEN(1 * D, 366 * D),
           NONE, "",
           "They also stand in for people who have been off sick so long, until these are back; "
           "without it, for vacancies only",
           "sick_after: 4 weeks")
MUSTER_KEY(AGENCY_MOST, "staff.*.agency.most", WHOLE, CONSTANT, BETWEEN(0, 10000), NONE, "",
           "The most of them at once; posts come first in the order of the establishment",
           "most: 5")
MUSTER_KEY(GROUP_CASUALS, "staff.*.casuals", TABLE, CONSTANT, ANY, NONE, "",
           "People called in for shifts that are known to be lost: of vacant posts, of people who "
           "have left since the rota was made, of people off sick for some days already",
           "casuals: {people: 3, hourly: £9.50}")
MUSTER_KEY(CASUALS_PEOPLE, "staff.*.casuals.people", WHOLE, CONSTANT, BETWEEN(0, 10000), NEEDED, "",
           "How many of them can come on one day", "people: 3")
MUSTER_KEY(CASUALS_HOURLY, "staff.*.casuals.hourly", MONEY, CONSTANT, BETWEEN(0, 1e6), NEEDED, "",
           "What an hour of theirs costs, paid breaks included", "hourly: £9.50")
MUSTER_KEY(CASUALS_AFTER, "staff.*.casuals.after", DAYS, CONSTANT, BETWEEN(1 * D, 366 * D), "1 d",
           "", "Days that somebody has been off sick before a casual comes", "after: 2 d")
MUSTER_KEY(GROUP_ACTING_UP, "staff.*.acting_up", TABLE, CONSTANT, ANY, NONE, "",
           "People of a lower group who act up in vacant posts of this one: who has served longest "
           "on a contract of as many FTE all year round, neither under notice nor off sick that "
           "day; their own "
           "post is kept for them, and nobody is recruited to it",
           "acting_up: {from: agents, after: 2 weeks, at_most: 2}")
MUSTER_KEY(ACTING_FROM, "staff.*.acting_up.from", TEXT, CONSTANT, ANY, NEEDED, "",
           "The lower group, which is given by fte or posts and has no acting_up of its own",
           "from: agents")
MUSTER_KEY(ACTING_AFTER, "staff.*.acting_up.after", DAYS, CONSTANT, BETWEEN(0, 366 * D), "0 d", "",
           "Time from the day on which a post falls vacant (at the start: that day) until somebody "
           "acts in it; they do so until a recruit goes live in the post, or they leave",
           "after: 2 weeks")
MUSTER_KEY(ACTING_AT_MOST, "staff.*.acting_up.at_most", WHOLE, CONSTANT, BETWEEN(0, 10000), NONE,
           "", "The most of them at once; posts come first in the order of the establishment",
           "at_most: 2")
MUSTER_KEY(GROUP_GRADE, "staff.*.grade", TEXT, CONSTANT, ANY, NONE, "",
           "The grade in pay.grades by which the group is paid", "grade: agent")

MUSTER_KEY(LEAVE, "leave", TABLE, CONSTANT, ANY, NONE, "", "Annual leave of all groups with fte",
           "leave: {days: 21, after_5_years: 6, statutory: 3, year_starts: 04-01, cap: 15%}")
MUSTER_KEY(LEAVE_DAYS, "leave.days", NUMBER, CONSTANT, BETWEEN(0, 366), NEEDED, "",
           "A full-timer's days a year", "days: 21")
MUSTER_KEY(LEAVE_AFTER_5_YEARS, "leave.after_5_years", NUMBER, CONSTANT, BETWEEN(0, 366), "0", "",
           "Further days after five years of service", "after_5_years: 6")
MUSTER_KEY(
    LEAVE_BY_SERVICE, "leave.by_service", YEARS, CONSTANT, BETWEEN(0, 366), NONE, "",
    "Further days from so many years of service on, counted from the anniversary; the longest "
    "reached holds",
    "by_service: {5 years: 6, 10 years: 8}")
MUSTER_KEY(LEAVE_STATUTORY, "leave.statutory", NUMBER, CONSTANT, BETWEEN(0, 366), "0", "",
           "Further statutory days, not dated", "statutory: 3")
MUSTER_KEY(LEAVE_YEAR_STARTS, "leave.year_starts", MONTH_DAY, CONSTANT, ANY, "04-01", "",
           "The month and day on which the leave year starts", "year_starts: 04-01")
MUSTER_KEY(LEAVE_CAP, "leave.cap", SHARE, CONSTANT, ABOVE(0, 1), "100%", "",
           "The most of a group that may be on leave at once; at least one person", "cap: 15%")
MUSTER_KEY(LEAVE_PATTERN, "leave.pattern", MONTHS, CONSTANT, BETWEEN(0, 1000), "1", "",
           "Weight of each month in people's wishes", "pattern: {jul: 1.4, aug: 1.8, dec: 1.5}")
MUSTER_KEY(LEAVE_SCHOOL, "leave.school_holidays", TABLE, CONSTANT, ANY, NONE, "",
           "Stretches of the year in which more people wish for leave, and contracts of term time "
           "are off",
           "school_holidays: {weight: 1.6, dates: [{from: 2004-12-20, to: 2005-01-02}]}")
MUSTER_KEY(SCHOOL_WEIGHT, "leave.school_holidays.weight", NUMBER, CONSTANT, BETWEEN(0, 1000),
           NEEDED, "", "Factor on the pattern on these days", "weight: 1.6")
MUSTER_KEY(SCHOOL_DATES, "leave.school_holidays.dates", LIST, CONSTANT, ANY, NONE, "",
           "The stretches, or a file of them", "dates: [{from: 2004-12-20, to: 2005-01-02}]")
MUSTER_KEY(SCHOOL_FROM, "leave.school_holidays.dates.from", DATE, CONSTANT, ANY, NEEDED, "",
           "The first day", "from: 2004-12-20")
MUSTER_KEY(SCHOOL_TO, "leave.school_holidays.dates.to", DATE, CONSTANT, ANY, NEEDED, "",
           "The last day", "to: 2005-01-02")
MUSTER_KEY(SCHOOL_FILE, "leave.school_holidays.file", FILE, CONSTANT, ANY, NONE, "",
           "A file with columns from,to", "file: school-holidays.csv")
MUSTER_KEY(LEAVE_CARRY, "leave.carry_over", TABLE, CONSTANT, ANY, NONE, "",
           "What happens to days that found no place in the leave year; without it, whole days are "
           "lost",
           "carry_over: {days: 5, until: 06-30}")
MUSTER_KEY(CARRY_DAYS, "leave.carry_over.days", NUMBER, CONSTANT, BETWEEN(0, 366), NEEDED, "",
           "The most days that go over into the next leave year; the rest is lost", "days: 5")
MUSTER_KEY(CARRY_UNTIL, "leave.carry_over.until", MONTH_DAY, CONSTANT, ANY, NONE, "",
           "The last day on which they can be taken; without it, the end of the next leave year",
           "until: 06-30")
MUSTER_KEY(LEAVE_CHRISTMAS, "leave.christmas_closing", TABLE, CONSTANT, ANY, NONE, "",
           "Days of every year on which the centre is closed and everybody takes leave: days kept "
           "from the year's leave, beside the bank holidays",
           "christmas_closing: {from: 12-27, to: 12-31}")
MUSTER_KEY(CHRISTMAS_FROM, "leave.christmas_closing.from", MONTH_DAY, CONSTANT, ANY, NEEDED, "",
           "The first day", "from: 12-27")
MUSTER_KEY(CHRISTMAS_TO, "leave.christmas_closing.to", MONTH_DAY, CONSTANT, ANY, NEEDED, "",
           "The last day; before `from`, it lies in the next year", "to: 12-31")

MUSTER_KEY(SICKNESS, "sickness", TABLE, CONSTANT, ANY, NONE, "",
           "Sickness as spells: by days lost or by spells a year",
           "sickness: {spells: 3.65 per year, length: {exponential: {mean: 4.5 d}}}")
MUSTER_KEY(SICKNESS_DAYS_LOST, "sickness.days_lost_per_fte", NUMBER, PARAMETER, BETWEEN(0, 200),
           NONE, "", "Working days lost a year by one FTE; or give spells", "days_lost_per_fte: 9")
MUSTER_KEY(SICKNESS_LONG_SHARE, "sickness.long_term_share", SHARE, CONSTANT, BETWEEN(0, 1), "0%",
           "", "The share of lost days that belongs to long spells", "long_term_share: 60%")
MUSTER_KEY(SICKNESS_SHORT, "sickness.short", DURATION, QUANTITY, BETWEEN(0, 3660 * D), NONE, "",
           "Length of short spells, in working days", "short: {geometric: {mean: 2.5 d}}")
MUSTER_KEY(SICKNESS_LONG, "sickness.long", DURATION, QUANTITY, BETWEEN(0, 3660 * D), NONE, "",
           "Length of long spells, in calendar days", "long: {lognormal: {mean: 45 d, cv: 0.8}}")
MUSTER_KEY(SICKNESS_SPELLS, "sickness.spells", YEARLY_RATE, PARAMETER, BETWEEN(0, 200), NONE, "",
           "Spells a person-year at work, instead of days_lost_per_fte", "spells: 3.65 per year")
MUSTER_KEY(SICKNESS_LENGTH, "sickness.length", DURATION, QUANTITY, BETWEEN(0, 3660 * D), NONE, "",
           "Length of a spell, with spells", "length: {exponential: {mean: 4.5 d}}")
MUSTER_KEY(SICKNESS_COUNTED_IN, "sickness.counted_in", CHOICE, CONSTANT, ANY, "working_days",
           "working_days calendar_days", "The days in which length is given",
           "counted_in: calendar_days")
MUSTER_KEY(SICKNESS_SEASON, "sickness.season", MONTHS, CONSTANT, BETWEEN(0, 1000), "1", "",
           "Weight of each month in the rate of falling sick", "season: {jan: 1.4}")
MUSTER_KEY(SICKNESS_START, "sickness.start", CHOICE, CONSTANT, ANY, "steady_state",
           "steady_state none",
           "Whether some are off sick at the start, as in the long run, or nobody",
           "start: steady_state")
MUSTER_KEY(SICKNESS_FRAILTY, "sickness.frailty", TABLE, CONSTANT, ANY, NONE, "",
           "Some people fall ill more often than others: one Gamma factor a person",
           "frailty: {cv: 0.8}")
MUSTER_KEY(FRAILTY_CV, "sickness.frailty.cv", NUMBER, CONSTANT, BETWEEN(0, 5), NEEDED, "",
           "Standard deviation of the person's factor over its mean", "cv: 0.8")
MUSTER_KEY(
    SICKNESS_WEEKLY, "sickness.weekly_factor", TABLE, CONSTANT, ANY, NONE, "",
    "Weeks in which everybody falls ill more often, as in an outbreak of influenza: one Gamma "
    "factor a week, shared by all",
    "weekly_factor: {cv: 0.4, between_weeks: 0.7}")
MUSTER_KEY(WEEKLY_CV, "sickness.weekly_factor.cv", NUMBER, CONSTANT, BETWEEN(0, 5), NEEDED, "",
           "Standard deviation of the week's factor over its mean", "cv: 0.4")
MUSTER_KEY(WEEKLY_BETWEEN, "sickness.weekly_factor.between_weeks", SHARE, CONSTANT,
           BETWEEN(0, 0.999), "0", "", "Correlation of one week's factor with the next week's",
           "between_weeks: 0.7")
MUSTER_KEY(
    SICKNESS_WEEKDAYS, "sickness.weekdays", WEEKDAYS, CONSTANT, BETWEEN(0, 1000), NONE, "",
    "Weight of each weekday, all seven, as the first day that a spell takes; without it, all "
    "are alike",
    "weekdays: {mon: 1.3, tue-fri: 1, sat-sun: 0.9}")
MUSTER_KEY(SICKNESS_TRIGGERS, "sickness.triggers", TABLE, CONSTANT, ANY, NONE, "",
           "What an attendance policy looks at; people who reach it are counted",
           "triggers: {spells: 3, days: 10, running: 20 d}")
MUSTER_KEY(TRIGGERS_SPELLS, "sickness.triggers.spells", WHOLE, CONSTANT, BETWEEN(0, 1000), "3", "",
           "So many spells within `spells_within`; 0 = not looked at", "spells: 3")
MUSTER_KEY(TRIGGERS_SPELLS_WITHIN, "sickness.triggers.spells_within", DURATION, CONSTANT,
           BETWEEN(1 * D, 3660 * D), "6 months", "", "The time in which the spells begin",
           "spells_within: 6 months")
MUSTER_KEY(TRIGGERS_DAYS, "sickness.triggers.days", WHOLE, CONSTANT, BETWEEN(0, 1000), "10", "",
           "So many working days lost within `days_within`; 0 = not looked at", "days: 10")
MUSTER_KEY(TRIGGERS_DAYS_WITHIN, "sickness.triggers.days_within", DURATION, CONSTANT,
           BETWEEN(1 * D, 3660 * D), "12 months", "", "The time in which the days are lost",
           "days_within: 12 months")
MUSTER_KEY(TRIGGERS_RUNNING, "sickness.triggers.running", DAYS, CONSTANT, BETWEEN(0, 3660 * D),
           "20 d", "", "So long a spell, in calendar days; 0 d = not looked at", "running: 20 d")

MUSTER_KEY(LATENESS, "lateness", TABLE, CONSTANT, ANY, NONE, "", "Shifts that begin late",
           "lateness: {probability: 4%, length: {exponential: {mean: 12 min}}, paid: no}")
MUSTER_KEY(LATENESS_PROBABILITY, "lateness.probability", SHARE, PARAMETER, BETWEEN(0, 1), NEEDED,
           "", "The share of shifts that begin late", "probability: 4%")
MUSTER_KEY(LATENESS_LENGTH, "lateness.length", DURATION, QUANTITY, BETWEEN(0, 1 * D), NEEDED, "",
           "How late; at most the whole shift", "length: {exponential: {mean: 12 min}}")
MUSTER_KEY(LATENESS_PAID, "lateness.paid", YESNO, CONSTANT, ANY, "yes", "",
           "Whether the time is paid all the same", "paid: no")

MUSTER_KEY(
    ONE_OFFS, "one_offs", NAMED, CONSTANT, ANY, NONE, "",
    "Days away that come now and then: jury service, bereavement, study, by names of your own",
    "one_offs: {jury service: {rate: 0.02 per year, length: 10 d}}")
MUSTER_KEY(ONE_OFF, "one_offs.*", TABLE, CONSTANT, ANY, NONE, "", "One of them",
           "jury service: {rate: 0.02 per year, length: 10 d, paid: yes}")
MUSTER_KEY(ONE_OFF_RATE, "one_offs.*.rate", YEARLY_RATE, PARAMETER, BETWEEN(0, 50), NEEDED, "",
           "Times a person-year", "rate: 0.02 per year")
MUSTER_KEY(ONE_OFF_LENGTH, "one_offs.*.length", DURATION, QUANTITY, BETWEEN(0, 3660 * D), NEEDED,
           "", "Length of one, in working days", "length: 10 d")
MUSTER_KEY(ONE_OFF_PAID, "one_offs.*.paid", YESNO, CONSTANT, ANY, "yes", "",
           "Whether the time is paid", "paid: yes")

MUSTER_KEY(OUTAGES, "outages", NAMED, CONSTANT, ANY, NONE, "",
           "Systems that fail now and then, by names of your own; while one is down nobody is "
           "answered on its services",
           "outages: {telephony: {rate: 4 per year, length: {lognormal: {mean: 90 min, cv: 1}}}}")
MUSTER_KEY(OUTAGE, "outages.*", TABLE, CONSTANT, ANY, NONE, "", "One of them",
           "telephony: {rate: 4 per year, length: 90 min}")
MUSTER_KEY(OUTAGE_RATE, "outages.*.rate", YEARLY_RATE, PARAMETER, BETWEEN(0, 100000), NEEDED, "",
           "Outages a year, nights and weekends included", "rate: 4 per year")
MUSTER_KEY(OUTAGE_LENGTH, "outages.*.length", DURATION, QUANTITY, BETWEEN(0, 366 * D), NEEDED, "",
           "Length of one, by the clock", "length: {lognormal: {mean: 90 min, cv: 1}}")
MUSTER_KEY(OUTAGE_SERVICES, "outages.*.services", NAMES, CONSTANT, ANY, NONE, "",
           "The services that are down with it; without it, all", "services: [benefits]")

MUSTER_KEY(
    OFF_PHONE, "off_phone", NAMED, CONSTANT, ANY, NONE, "",
    "Meetings, coaching, training, briefings away from the phones, each by a name of its own",
    "off_phone: {team meeting: {each_week: 30 min}, coaching: {each_week: 45 min}}")
MUSTER_KEY(ACTIVITY, "off_phone.*", TABLE, CONSTANT, ANY, NONE, "", "One activity, by its name",
           "team meeting: {each_week: 30 min}")
MUSTER_KEY(ACTIVITY_EACH_WEEK, "off_phone.*.each_week", DURATION, CONSTANT,
           BETWEEN(5 * MIN, 40 * H), NONE, "",
           "Time of each person a week, planned where people are missed least; or give each, or at",
           "each_week: 30 min")
MUSTER_KEY(ACTIVITY_EACH, "off_phone.*.each", DURATION, CONSTANT, BETWEEN(5 * MIN, 40 * H), NONE,
           "", "Time of each person each time, with every; or give each_week, or at", "each: 2 h")
MUSTER_KEY(ACTIVITY_EVERY, "off_phone.*.every", DAYS, CONSTANT, BETWEEN(1 * W, 104 * W), "1 week",
           "", "How often, in whole weeks; people take turns, a team or a fixed slot comes at once",
           "every: 4 weeks")
MUSTER_KEY(ACTIVITY_AT, "off_phone.*.at", SLOTS, CONSTANT, ANY, NONE, "",
           "Fixed slots: weekdays and a span, or a list; everybody on shift attends",
           "at: tue 09:00-09:30")
MUSTER_KEY(ACTIVITY_BLOCK, "off_phone.*.block", DURATION, CONSTANT, BETWEEN(5 * MIN, 8 * H), NONE,
           "", "The shortest piece into which the time may be cut; without it, all in one piece",
           "block: 30 min")
MUSTER_KEY(ACTIVITY_TOGETHER, "off_phone.*.together", YESNO, CONSTANT, ANY, "no", "",
           "Whether a whole team goes at once, at a time when most of it is on shift; else one by "
           "one",
           "together: yes")
MUSTER_KEY(ACTIVITY_TEAM, "off_phone.*.team", WHOLE, CONSTANT, BETWEEN(2, 10000), NONE, "",
           "Posts of one team, with together; without it, the whole group", "team: 6")
MUSTER_KEY(ACTIVITY_PRO_RATA, "off_phone.*.pro_rata", YESNO, CONSTANT, ANY, "no", "",
           "Whether part-timers have less of it, by their contract", "pro_rata: yes")
MUSTER_KEY(ACTIVITY_FOR, "off_phone.*.for", GROUPS, CONSTANT, ANY, NONE, "",
           "The groups that have it; without it, all that answer and are given by fte",
           "for: [agents, advisors]")
MUSTER_KEY(ACTIVITY_CANCEL_WHEN, "off_phone.*.cancel_when", CONDITIONS, CONSTANT, ANY, NONE, "",
           "Cancelled for the person if any of these holds when it would begin: the wait of the "
           "longest waiting, the number waiting, the service level of the day so far, of the "
           "group's services",
           "cancel_when: wait > 60 s")
MUSTER_KEY(ACTIVITY_IF_CANCELLED, "off_phone.*.if_cancelled", CHOICE, CONSTANT, ANY, "lost",
           "lost moved", "Whether what is cancelled is lost, or moved once to later in the week",
           "if_cancelled: moved")
MUSTER_KEY(ACTIVITY_UNDELIVERED, "off_phone.*.undelivered", TABLE, CONSTANT, ANY, NONE, "",
           "What happens to people of whom none was delivered in the last 13 weeks; of a part, "
           "that much",
           "undelivered: {handle_factor: 1.1, leaving_factor: 1.3}")
MUSTER_KEY(UNDELIVERED_HANDLE_FACTOR, "off_phone.*.undelivered.handle_factor", NUMBER, CONSTANT,
           BETWEEN(1, 10), "1", "", "How many times as long they take", "handle_factor: 1.1")
MUSTER_KEY(UNDELIVERED_LEAVING_FACTOR, "off_phone.*.undelivered.leaving_factor", NUMBER, CONSTANT,
           BETWEEN(1, 100), "1", "",
           "How many times as likely they are to give notice, by what was delivered up to the last "
           "seven days",
           "leaving_factor: 1.3")

MUSTER_KEY(ATTRITION, "attrition", TABLE, CONSTANT, ANY, NONE, "", "People leaving",
           "attrition: {yearly: 20%, notice: 4 weeks}")
MUSTER_KEY(ATTRITION_YEARLY, "attrition.yearly", SHARE, PARAMETER, BETWEEN(0, 10), NONE, "",
           "Leavers a year over mean headcount, in the long run; or give monthly_by_tenure",
           "yearly: 20%")
MUSTER_KEY(ATTRITION_BY_TENURE, "attrition.by_tenure", BANDS, CONSTANT, BETWEEN(0, 1000), NONE, "",
           "Multipliers by months of service, rescaled to give the yearly rate",
           "by_tenure: {0-3 months: 2.5, 3-12 months: 1.4, later: 0.8}")
MUSTER_KEY(ATTRITION_WEIBULL, "attrition.weibull_shape", NUMBER, CONSTANT, BETWEEN(0.2, 5), NONE,
           "",
           "Weibull shape of the time until notice, instead of by_tenure: below 1 most leave "
           "early, above 1 late; rescaled to give the yearly rate",
           "weibull_shape: 0.7")
MUSTER_KEY(ATTRITION_MONTHLY, "attrition.monthly_by_tenure", SHARES, CONSTANT, BETWEEN(0, 0.99),
           NONE, "",
           "Chance of giving notice in the calendar month of service after 0, 1, 2 … completed "
           "ones, the last value repeating; instead of yearly",
           "monthly_by_tenure: [9%, 8%, 7%]")
MUSTER_KEY(ATTRITION_NOTICE, "attrition.notice", DAYS, CONSTANT, BETWEEN(0, 730 * D), "4 weeks", "",
           "Time from giving notice to leaving", "notice: 4 weeks")
MUSTER_KEY(ATTRITION_SEASON, "attrition.season", MONTHS, CONSTANT, BETWEEN(0, 1000), "1", "",
           "Weight of each month in the hazard of giving notice", "season: {jan: 1.5, sep: 1.3}")
MUSTER_KEY(ATTRITION_BURNOUT, "attrition.burnout", TABLE, CONSTANT, ANY, NONE, "",
           "More leavers when occupancy is high: a factor on the hazard of giving notice, of each "
           "group by its own occupancy, looked at every seven days; on top of the yearly rate, "
           "which is that without it",
           "burnout: {above: 85%, weeks: 4, per_point: 5%, at_most: 3}")
MUSTER_KEY(BURNOUT_ABOVE, "attrition.burnout.above", SHARE, CONSTANT, BETWEEN(0, 1), NEEDED, "",
           "The occupancy from which the factor rises; up to it the factor is 1", "above: 85%")
MUSTER_KEY(BURNOUT_WEEKS, "attrition.burnout.weeks", WHOLE, CONSTANT, BETWEEN(1, 52), "4", "",
           "So many weeks back the occupancy is taken, the warm-up's included; at the start those "
           "that there are",
           "weeks: 4")
MUSTER_KEY(BURNOUT_PER_POINT, "attrition.burnout.per_point", SHARE, PARAMETER, BETWEEN(0, 10), "5%",
           "", "Rise of the factor by percentage point of occupancy above that", "per_point: 5%")
MUSTER_KEY(BURNOUT_AT_MOST, "attrition.burnout.at_most", NUMBER, CONSTANT, BETWEEN(1, 100), "3", "",
           "The factor at most", "at_most: 3")

MUSTER_KEY(RETENTION, "retention", NAMED, CONSTANT, ANY, NONE, "",
           "Programmes that keep people, by name: what they cost and what they do to the hazard of "
           "giving notice",
           "retention: {coaching: {from: 2005-01-01, hazard: 0.8, per_year: 20000}}")
MUSTER_KEY(PROGRAMME, "retention.*", TABLE, CONSTANT, ANY, NONE, "", "One programme",
           "coaching: {hazard: 0.8, per_year: 20000}")
MUSTER_KEY(PROGRAMME_FROM, "retention.*.from", DATE, CONSTANT, ANY, NONE, "",
           "Its first day; without it, from the start", "from: 2005-01-01")
MUSTER_KEY(PROGRAMME_UNTIL, "retention.*.until", DATE, CONSTANT, ANY, NONE, "",
           "Its last day; without it, to the end", "until: 2005-12-31")
MUSTER_KEY(
    PROGRAMME_HAZARD, "retention.*.hazard", NUMBER, PARAMETER, BETWEEN(0, 100), NEEDED, "",
    "Factor on everybody's hazard of giving notice while it runs; on top of the yearly rate, "
    "which is that without it",
    "hazard: {pert: [0.7, 0.8, 1]}")
MUSTER_KEY(PROGRAMME_PER_YEAR, "retention.*.per_year", MONEY, PARAMETER, BETWEEN(0, 1e12), "0", "",
           "What it costs a year, in twelfths by month", "per_year: 20000")
MUSTER_KEY(PROGRAMME_ONCE, "retention.*.once", MONEY, PARAMETER, BETWEEN(0, 1e12), "0", "",
           "What it costs once, on its first day", "once: 5000")

MUSTER_KEY(
    RECRUITMENT, "recruitment", TABLE, CONSTANT, ANY, NONE, "",
    "Replacing leavers; the establishment is the fte of the group",
    "recruitment: {lead_time: {lognormal: {mean: 10 weeks, cv: 0.4}}, intake_every: 4 weeks}")
MUSTER_KEY(RECRUITMENT_LEAD_TIME, "recruitment.lead_time", DURATION, QUANTITY, BETWEEN(0, 3660 * D),
           NONE, "",
           "Time from the notice until a joiner could start; or give stages (with intake: "
           "first_of_month a constant number of months is counted by the calendar)",
           "lead_time: {lognormal: {mean: 10 weeks, cv: 0.4}}")
MUSTER_KEY(RECRUITMENT_STAGES, "recruitment.stages", NAMED, CONSTANT, ANY, NONE, "",
           "The lead time in stages one after another, by name: approval, advert, hire",
           "stages: {approval: 2 weeks, advert: 4 weeks, hire: {lognormal: {mean: 6 weeks, cv: "
           "0.4}}}")
MUSTER_KEY(RECRUITMENT_STAGE, "recruitment.stages.*", DURATION, QUANTITY, BETWEEN(0, 3660 * D),
           NONE, "", "The length of one stage", "approval: 2 weeks")
MUSTER_KEY(RECRUITMENT_INTAKE_EVERY, "recruitment.intake_every", DAYS, CONSTANT,
           BETWEEN(0, 366 * D), "0 d", "",
           "Joiners start on days this far apart, counted from the start of the horizon; 0 d = any "
           "day",
           "intake_every: 4 weeks")
MUSTER_KEY(RECRUITMENT_INDUCTION, "recruitment.induction", DAYS, CONSTANT, BETWEEN(0, 730 * D),
           "0 d", "", "Paid time off the phones of a joiner before going live",
           "induction: 12 weeks")
MUSTER_KEY(RECRUITMENT_SIGN_OFF, "recruitment.sign_off", TABLE, CONSTANT, ANY, NONE, "",
           "An examination at the end of induction: only those who pass go live",
           "sign_off: {pass: 85%, retrain: 2 weeks}")
MUSTER_KEY(SIGN_OFF_PASS, "recruitment.sign_off.pass", SHARE, PARAMETER, ABOVE(0, 1), NEEDED, "",
           "The share that passes, each time anew", "pass: 85%")
MUSTER_KEY(SIGN_OFF_RETRAIN, "recruitment.sign_off.retrain", DAYS, CONSTANT,
           BETWEEN(1 * D, 366 * D), NEEDED, "",
           "Further induction of those who fail, before they are examined again",
           "retrain: 2 weeks")
MUSTER_KEY(SIGN_OFF_ATTEMPTS, "recruitment.sign_off.attempts", WHOLE, CONSTANT, BETWEEN(1, 20),
           NONE, "",
           "Who fails so many times is let go that day, and the post is recruited for anew; "
           "without it, people are retrained until they pass",
           "attempts: 2")
MUSTER_KEY(RECRUITMENT_INTAKE, "recruitment.intake", CHOICE, CONSTANT, ANY, NONE, "first_of_month",
           "Joiners start on the first of a month, instead of intake_every",
           "intake: first_of_month")
MUSTER_KEY(RECRUITMENT_CLASS, "recruitment.class", TABLE, CONSTANT, ANY, NONE, "",
           "How many of a group start at one intake; who finds no place waits for the next one",
           "class: {least: 3, most: 8}")
MUSTER_KEY(CLASS_LEAST, "recruitment.class.least", WHOLE, CONSTANT, BETWEEN(1, 10000), "1", "",
           "With fewer ready, nobody starts", "least: 3")
MUSTER_KEY(CLASS_MOST, "recruitment.class.most", WHOLE, CONSTANT, BETWEEN(1, 10000), "10000", "",
           "The places of a class", "most: 8")
MUSTER_KEY(RECRUITMENT_AHEAD, "recruitment.ahead", DAYS, CONSTANT, BETWEEN(0, 3660 * D), "0 d", "",
           "How long before a post comes into being (fte by dates) recruiting for it begins; who "
           "joins before then is inducted, and goes live with the post",
           "ahead: 26 weeks")
MUSTER_KEY(RECRUITMENT_PLAN, "recruitment.plan", HEADS, CONSTANT, BETWEEN(0, 10000), NONE, "",
           "People who join by date, into vacant posts, instead of keeping the establishment: "
           "leavers are not replaced otherwise; by group where there are several with fte",
           "plan: {2024-01-01: 10, 2024-04-01: 10}")

MUSTER_KEY(RECRUITMENT_BUDDY, "recruitment.buddy", TABLE, CONSTANT, ANY, NONE, "",
           "Help for newcomers on the phones, which costs the helper: each day an experienced "
           "colleague of the group spends a share of the time off the phones while both are there; "
           "who is newest has the first choice, one newcomer to a buddy, and who finds none is "
           "without that day",
           "buddy: {weeks: 4, share: 15%}")
MUSTER_KEY(BUDDY_WEEKS, "recruitment.buddy.weeks", WHOLE, CONSTANT, BETWEEN(1, 104), NEEDED, "",
           "Weeks from going live in which a newcomer has a buddy; those who are new at the start "
           "go live then",
           "weeks: 4")
MUSTER_KEY(BUDDY_SHARE, "recruitment.buddy.share", SHARE, PARAMETER, BETWEEN(0, 1), NEEDED, "",
           "The share of the buddy's time on the phones, while the newcomer is on shift, that is "
           "spent off them; spread evenly, in the middle of every hour, and not cancelled by load",
           "share: 15%")
MUSTER_KEY(BUDDY_AFTER, "recruitment.buddy.after", DAYS, CONSTANT, BETWEEN(0, 3660 * D), "0 d", "",
           "Time since going live after which somebody can be a buddy; never while still with one",
           "after: 26 weeks")

MUSTER_KEY(LEARNING, "learning", TABLE, CONSTANT, ANY, NONE, "",
           "New people take longer, less so with every week on the phones",
           "learning: {initial: 1.6, tau: 8 weeks}")
MUSTER_KEY(LEARNING_INITIAL, "learning.initial", NUMBER, CONSTANT, BETWEEN(1, 100), NEEDED, "",
           "How many times as long a person takes on the first day", "initial: 1.6")
MUSTER_KEY(LEARNING_TAU, "learning.tau", DURATION, CONSTANT, ABOVE(0, 520 * W), NEEDED, "",
           "Time in which the excess falls to 37 %, in weeks of full-time hours on the phones",
           "tau: 8 weeks")

MUSTER_KEY(RELIEF, "relief", TABLE, CONSTANT, ANY, NONE, "",
           "People shared with a partner, who come when the queue is long",
           "relief: {pool: 4, trigger: wait > 120 s, arrives_after: 20 min, hourly: £14}")
MUSTER_KEY(RELIEF_POOL, "relief.pool", WHOLE, CONSTANT, BETWEEN(0, 1000), NEEDED, "",
           "People in the pool; 0 in a candidate that has none", "pool: 4")
MUSTER_KEY(RELIEF_TRIGGER, "relief.trigger", CONDITIONS, CONSTANT, ANY, NEEDED, "",
           "They are called when any of these holds for their services: the wait of the longest "
           "waiting, the number waiting, the service level of the day so far",
           "trigger: wait > 120 s")
MUSTER_KEY(RELIEF_PEOPLE, "relief.people", WHOLE, CONSTANT, BETWEEN(1, 1000), NONE, "",
           "People that one call asks for; without it, all that are not yet here", "people: 2")
MUSTER_KEY(RELIEF_AVAILABLE, "relief.available", SHARE, PARAMETER, BETWEEN(0, 1), "100%", "",
           "The chance that one who is called is free to come", "available: 80%")
MUSTER_KEY(RELIEF_ARRIVES_AFTER, "relief.arrives_after", DURATION, CONSTANT, BETWEEN(0, 8 * H),
           "0 min", "", "Time from the call until they are on the phones", "arrives_after: 20 min")
MUSTER_KEY(RELIEF_AT_LEAST, "relief.at_least", DURATION, CONSTANT, BETWEEN(0, 24 * H), "0 min", "",
           "Time for which they help at least", "at_least: 1 h")
MUSTER_KEY(RELIEF_AT_MOST, "relief.at_most", DURATION, CONSTANT, ABOVE(0, 24 * H), NONE, "",
           "Time for which they help at most; without it, until the centre closes", "at_most: 3 h")
MUSTER_KEY(RELIEF_RELEASED_AFTER, "relief.released_after", DURATION, CONSTANT, BETWEEN(0, 8 * H),
           "0 min", "", "They go once nobody has waited for so long; looked at once a minute",
           "released_after: 10 min")
MUSTER_KEY(RELIEF_SKILLS, "relief.skills", SKILLS, CONSTANT, ANY, NONE, "",
           "The services they answer, like a group's skills; without it, all", "skills: [calls]")
MUSTER_KEY(RELIEF_HANDLE_FACTOR, "relief.handle_factor", NUMBER, CONSTANT, ABOVE(0, 100), "1", "",
           "How many times as long they take", "handle_factor: 1.3")
MUSTER_KEY(RELIEF_HOURLY, "relief.hourly", MONEY, CONSTANT, BETWEEN(0, 1e6), NONE, "",
           "What an hour of one of them costs; without it, nothing", "hourly: 14")
MUSTER_KEY(RELIEF_SETTLED, "relief.settled", CHOICE, CONSTANT, ANY, "yearly", "yearly monthly",
           "When the hours are paid: at the end of the financial year, 31 March, or month by month",
           "settled: yearly")
MUSTER_KEY(OVERTIME, "overtime", TABLE, CONSTANT, ANY, NONE, "",
           "Overtime offered: shifts known to be lost, to people free that day, and longer shifts "
           "under load; paid by the hour of the salary times pay.overtime",
           "overtime: {accepted: 60%, at_most: 8 h, extend_when: wait > 60 s}")
MUSTER_KEY(OVERTIME_ACCEPTED, "overtime.accepted", SHARE, PARAMETER, BETWEEN(0, 1), NEEDED, "",
           "The chance that somebody who is asked accepts", "accepted: 60%")
MUSTER_KEY(OVERTIME_AT_MOST, "overtime.at_most", DURATION, CONSTANT, ABOVE(0, 60 * H), "8 h", "",
           "The most of one person a week", "at_most: 8 h")
MUSTER_KEY(OVERTIME_LOST_SHIFTS, "overtime.lost_shifts", YESNO, CONSTANT, ANY, "yes", "",
           "Whether shifts known in the morning to be lost, of people off sick or gone since the "
           "rota was made, are offered to those of the group who are free that day",
           "lost_shifts: yes")
MUSTER_KEY(OVERTIME_EXTEND_WHEN, "overtime.extend_when", CONDITIONS, CONSTANT, ANY, NONE, "",
           "People are asked to stay on if any of these holds for their services when their shift "
           "ends: the wait of the longest waiting, the number waiting, the service level of the "
           "day so far",
           "extend_when: wait > 60 s")
MUSTER_KEY(OVERTIME_EXTEND_BY, "overtime.extend_by", DURATION, CONSTANT, BETWEEN(5 * MIN, 4 * H),
           "30 min", "", "How long they stay on, at the latest until the doors close",
           "extend_by: 1 h")
MUSTER_KEY(RULES, "rules", LATER, CONSTANT, ANY, NONE, "", "Real-time rules", "rules: []")

MUSTER_KEY(PAY, "pay", TABLE, CONSTANT, ANY, NONE, "", "What people are paid",
           "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}")
MUSTER_KEY(PAY_GRADES, "pay.grades", NAMED, CONSTANT, ANY, NEEDED, "", "The grades by name",
           "grades: {agent: {salary: 15500, on_cost: 24%}}")
MUSTER_KEY(GRADE, "pay.grades.*", TABLE, CONSTANT, ANY, NONE, "", "One grade",
           "agent: {salary: 15500, on_cost: 24%}")
MUSTER_KEY(GRADE_SALARY, "pay.grades.*.salary", MONEY, CONSTANT, BETWEEN(0, 1e9), NONE, "",
           "Salary of one FTE a year; or give spine and points", "salary: 15500")
MUSTER_KEY(GRADE_ON_COST, "pay.grades.*.on_cost", SHARE, CONSTANT, BETWEEN(0, 10), "0%", "",
           "Employer's cost on top of the salary, as a share of it", "on_cost: 24%")
MUSTER_KEY(GRADE_SPINE, "pay.grades.*.spine", TEXT, CONSTANT, ANY, NONE, "",
           "The spine in pay.spines on which the grade's points lie", "spine: local government")
MUSTER_KEY(GRADE_POINTS, "pay.grades.*.points", TEXT, CONSTANT, ANY, NONE, "",
           "The first and the last point of the grade; people rise by one each 1 April, the first "
           "time six months after a start between October and March",
           "points: 12-17")
MUSTER_KEY(GRADE_IN_POST, "pay.grades.*.in_post_point", WHOLE, CONSTANT, BETWEEN(0, 10000), NONE,
           "",
           "Where those in post at the start stand; without it, where their tenure has brought "
           "them, and those of unknown tenure at the last point",
           "in_post_point: 15")
MUSTER_KEY(PAY_SPINES, "pay.spines", NAMED, CONSTANT, ANY, NONE, "", "Pay scales by name",
           "spines: {local government: {12: 13000, 13: 13350, 14: 13600}}")
MUSTER_KEY(SPINE, "pay.spines.*", SPINE, CONSTANT, BETWEEN(0, 1e9), NONE, "",
           "Points with their salaries a year, or a file with columns point,salary,basis",
           "local government: {12: 13000, 13: 13350, 14: 13600}")
MUSTER_KEY(PAY_AWARD, "pay.award", TABLES, CONSTANT, ANY, NONE, "",
           "Pay awards: every salary rises from a date on",
           "award: {from: 2005-04-01, rise: {normal: {mean: 2.95%, sd: 0.5%}}}")
MUSTER_KEY(AWARD_FROM, "pay.award.from", DATE, CONSTANT, ANY, NEEDED, "", "Its first day",
           "from: 2005-04-01")
MUSTER_KEY(AWARD_RISE, "pay.award.rise", SHARE, PARAMETER, BETWEEN(0, 1), NEEDED, "",
           "The rise, as a share of the salary", "rise: 2.95%")
MUSTER_KEY(PAY_NATIONAL_INSURANCE, "pay.national_insurance", FILE, CONSTANT, ANY, NONE, "",
           "Employer's contributions by person and month: a file with columns "
           "from,threshold_month,rate,basis",
           "national_insurance: uk-employer-ni.csv")
MUSTER_KEY(PAY_PENSION, "pay.pension", TABLE, CONSTANT, ANY, NONE, "",
           "The employer's pension contributions", "pension: {rate: 13%, members: 85%}")
MUSTER_KEY(PENSION_RATE, "pay.pension.rate", SHARE, PARAMETER, BETWEEN(0, 1), NEEDED, "",
           "Contribution, as a share of the salaries of members", "rate: 13%")
MUSTER_KEY(PENSION_MEMBERS, "pay.pension.members", SHARE, CONSTANT, BETWEEN(0, 1), "100%", "",
           "Members' share of the salaries", "members: 85%")
MUSTER_KEY(
    PAY_SICK_PAY, "pay.sick_pay", LIST, CONSTANT, ANY, NONE, "",
    "Full and half pay in twelve months, by service on the first day of absence; without it, "
    "full pay however long",
    "sick_pay: [{from: 0 months, full: 1 month, half: 0 months}, {from: 4 months, full: 1 "
    "month, half: 2 months}]")
MUSTER_KEY(SICK_FROM, "pay.sick_pay.from", DURATION, CONSTANT, BETWEEN(0, 36525 * D), NEEDED, "",
           "Service from which the step holds", "from: 4 months")
MUSTER_KEY(SICK_FULL, "pay.sick_pay.full", DURATION, CONSTANT, BETWEEN(0, 3660 * D), NEEDED, "",
           "So long full pay", "full: 1 month")
MUSTER_KEY(SICK_HALF, "pay.sick_pay.half", DURATION, CONSTANT, BETWEEN(0, 3660 * D), "0 d", "",
           "So long half pay after that", "half: 2 months")
MUSTER_KEY(
    PAY_PREMIA, "pay.premia", LIST, CONSTANT, ANY, NONE, "",
    "Unsocial hours paid more: evenings, Saturdays; where two hold, both excesses are paid",
    "premia: [{days: mon-fri, between: 20:00-22:00, factor: 1.33}, {days: sat, factor: 1.5}]")
MUSTER_KEY(PREMIUM_DAYS, "pay.premia.days", TEXT, CONSTANT, ANY, "mon-sun", "", "The weekdays",
           "days: mon-fri")
MUSTER_KEY(PREMIUM_BETWEEN, "pay.premia.between", SPAN, CONSTANT, ANY, "00:00-24:00", "",
           "The window", "between: 18:00-20:00")
MUSTER_KEY(PREMIUM_FACTOR, "pay.premia.factor", NUMBER, CONSTANT, BETWEEN(1, 10), NEEDED, "",
           "How many times the hourly rate is paid; the excess is the premium", "factor: 1.5")
MUSTER_KEY(PAY_OVERTIME, "pay.overtime", NUMBER, CONSTANT, BETWEEN(0, 10), "1", "",
           "How many times the hourly rate overtime is paid", "overtime: 1.5")
MUSTER_KEY(
    PAY_VACANCY_FACTOR, "pay.vacancy_factor", SHARE, CONSTANT, BETWEEN(0, 1), "0%", "",
    "Finance's assumption: so much of the pay of a full establishment is not spent; it stands "
    "beside the vacancies simulated and changes none of them",
    "vacancy_factor: 4%")
MUSTER_KEY(COSTS, "costs", TABLE, CONSTANT, ANY, NONE, "", "Costs other than pay",
           "costs: {recruitment_per_hire: 1200, per_contact: 0.06, per_seat: 2500, capital: 30000}")
MUSTER_KEY(COSTS_PER_HIRE, "costs.recruitment_per_hire", MONEY, PARAMETER, BETWEEN(0, 1e9), "0", "",
           "Cost of recruiting one person, in the month of joining", "recruitment_per_hire: 1200")
MUSTER_KEY(COSTS_TRAINING, "costs.training_per_hire", MONEY, PARAMETER, BETWEEN(0, 1e9), "0", "",
           "Cost of training one joiner beside the pay, in the month of joining",
           "training_per_hire: 450")
MUSTER_KEY(COSTS_PER_CONTACT, "costs.per_contact", MONEY, PARAMETER, BETWEEN(0, 1e6), "0", "",
           "Telephony: cost of each answered contact", "per_contact: 0.06")
MUSTER_KEY(COSTS_PER_SEAT, "costs.per_seat", MONEY, PARAMETER, BETWEEN(0, 1e9), "0", "",
           "Cost of one seat a year, in twelfths by month", "per_seat: 2500")
MUSTER_KEY(COSTS_SEATS, "costs.seats", WHOLE, CONSTANT, BETWEEN(0, 100000), NONE, "",
           "The number of seats; without it, one for each post", "seats: 14")
MUSTER_KEY(COSTS_CAPITAL, "costs.capital", MONEY, PARAMETER, BETWEEN(0, 1e12), "0", "",
           "Capital spent once, in the first month of the horizon", "capital: 30000")
MUSTER_KEY(
    COSTS_ITEMS, "costs.items", NAMED, CONSTANT, ANY, NONE, "",
    "Further sums by name: once on a day, or a year from a day on",
    "items: {advertising: {once: 30000, on: 2004-06-01, capital: yes}, later years: {yearly: "
    "15000, from: 2005-04-01}}")
MUSTER_KEY(ITEM, "costs.items.*", TABLE, CONSTANT, ANY, NONE, "", "One sum",
           "advertising: {once: 30000, on: 2004-06-01}")
MUSTER_KEY(ITEM_ONCE, "costs.items.*.once", MONEY, PARAMETER, BETWEEN(0, 1e12), NONE, "",
           "The sum, spent on one day; give this or yearly", "once: 30000")
MUSTER_KEY(ITEM_ON, "costs.items.*.on", DATE, CONSTANT, ANY, NONE, "",
           "The day on which it is spent; needed beside once", "on: 2004-06-01")
MUSTER_KEY(ITEM_YEARLY, "costs.items.*.yearly", MONEY, PARAMETER, BETWEEN(0, 1e12), NONE, "",
           "The sum a year, spent in twelfths by month", "yearly: 15000")
MUSTER_KEY(ITEM_FROM, "costs.items.*.from", DATE, CONSTANT, ANY, NONE, "",
           "The first day of what is yearly; without it, the start of the horizon",
           "from: 2005-04-01")
MUSTER_KEY(ITEM_UNTIL, "costs.items.*.until", DATE, CONSTANT, ANY, NONE, "",
           "The last day of what is yearly; without it, no end", "until: 2007-03-31")
MUSTER_KEY(ITEM_CAPITAL, "costs.items.*.capital", YESNO, CONSTANT, ANY, "no", "",
           "Whether what is spent once is capital", "capital: yes")
MUSTER_KEY(COSTS_OFFSETS, "costs.offsets", NAMED, CONSTANT, ANY, NONE, "",
           "Savings elsewhere by name; the cost gross is without them, the cost net with them",
           "offsets: {back office: {posts: 9, yearly: 18000, from: 2001-04-01}}")
MUSTER_KEY(OFFSET, "costs.offsets.*", TABLE, CONSTANT, ANY, NONE, "", "One saving",
           "back office: {posts: 9, yearly: 18000, from: 2001-04-01}")
MUSTER_KEY(OFFSET_YEARLY, "costs.offsets.*.yearly", MONEY, PARAMETER, BETWEEN(0, 1e12), NEEDED, "",
           "What is saved a year, for each post if posts is given, in twelfths by month",
           "yearly: 18000")
MUSTER_KEY(OFFSET_POSTS, "costs.offsets.*.posts", NUMBER, CONSTANT, BETWEEN(0, 100000), "1", "",
           "The posts that go", "posts: 9")
MUSTER_KEY(OFFSET_FROM, "costs.offsets.*.from", DATE, CONSTANT, ANY, NONE, "",
           "The first day of the saving; without it, the start of the horizon", "from: 2001-04-01")
MUSTER_KEY(OFFSET_UNTIL, "costs.offsets.*.until", DATE, CONSTANT, ANY, NONE, "",
           "The last day of the saving; without it, no end", "until: 2002-03-31")

MUSTER_KEY(BUDGET, "budget", BUDGET, CONSTANT, BETWEEN(0, 1e12), NONE, "",
           "Money for the horizon, or by financial year (1 April); a year that lies in the horizon "
           "in part counts by its days",
           "budget: {2004/05: 150000, 2005/06: 310000}")
MUSTER_KEY(BUDGET_YEAR, "budget.*", TABLE, CONSTANT, ANY, NONE, "",
           "One financial year's money, when it is not for the whole year",
           "2004/05: {amount: 150000, from: 2004-10-04}")
MUSTER_KEY(BUDGET_AMOUNT, "budget.*.amount", MONEY, CONSTANT, BETWEEN(0, 1e12), NEEDED, "",
           "The money", "amount: 150000")
MUSTER_KEY(BUDGET_FROM, "budget.*.from", DATE, CONSTANT, ANY, NONE, "",
           "The first day that the money is for; without it, 1 April", "from: 2004-10-04")

MUSTER_KEY(CANDIDATES, "candidates", TABLES, CONSTANT, ANY, NONE, "",
           "The structures to compare: a list, or a grid made by vary",
           "candidates: [{name: as proposed}, {name: fourteen, set: {staff.agents.fte: 14}}]")
MUSTER_KEY(CANDIDATE_NAME, "candidates.name", TEXT, CONSTANT, ANY, NONE, "",
           "The candidate's name; needed in a list", "name: as proposed")
MUSTER_KEY(CANDIDATE_SET, "candidates.set", SETTINGS, CONSTANT, ANY, NONE, "",
           "Keys, by dotted path, that are different in this candidate",
           "set: {staff.agents.fte: 14, opening.sat: 09:00-17:00}")
MUSTER_KEY(CANDIDATE_VARY, "candidates.vary", SETTINGS, CONSTANT, ANY, NONE, "",
           "A grid: for each key, by dotted path, the values it takes; every combination is a "
           "candidate",
           "vary: {staff.agents.fte: [10, 12, 14], staff.agents.full_time: [100%, 70%]}")

MUSTER_KEY(SIMULATION, "simulation", TABLE, CONSTANT, ANY, NONE, "", "How much is simulated",
           "simulation: {replications: 200, seed: 20040513}")
MUSTER_KEY(REPLICATIONS, "simulation.replications", WHOLE, CONSTANT, BETWEEN(1, 1000000), "100", "",
           "How often the horizon is replayed; with precision, the fewest times",
           "replications: 200")
MUSTER_KEY(SEED, "simulation.seed", WHOLE, CONSTANT, BETWEEN(0, 9007199254740992.0), "1", "",
           "Any whole number; the same one gives the same results", "seed: 20040513")
MUSTER_KEY(PRECISION, "simulation.precision", PRECISION, CONSTANT, ABOVE(0, 1), NONE, "",
           "Replicate until the 95 % intervals of these measures have this half-width: absolute "
           "for fractions, relative otherwise",
           "precision: {service_level: 0.5%}")
MUSTER_KEY(AT_MOST, "simulation.at_most", WHOLE, CONSTANT, BETWEEN(1, 1000000), NONE, "",
           "The most replications with precision; without it, ten times replications",
           "at_most: 2000")

MUSTER_KEY(LAW_EXPONENTIAL, "distribution.exponential", TABLE, CONSTANT, ANY, NONE, "",
           "Exponential: no memory", "{exponential: {mean: 3.5 min}}")
MUSTER_KEY(LAW_LOGNORMAL, "distribution.lognormal", TABLE, CONSTANT, ANY, NONE, "",
           "Lognormal: the logarithm is normal", "{lognormal: {mean: 3 min, cv: 0.8}}")
MUSTER_KEY(LAW_GAMMA, "distribution.gamma", TABLE, CONSTANT, ANY, NONE, "", "Gamma",
           "{gamma: {mean: 3 min, cv: 0.5}}")
MUSTER_KEY(LAW_ERLANG, "distribution.erlang", TABLE, CONSTANT, ANY, NONE, "",
           "Erlang: the sum of k exponential parts", "{erlang: {mean: 3 min, k: 2}}")
MUSTER_KEY(LAW_WEIBULL, "distribution.weibull", TABLE, CONSTANT, ANY, NONE, "", "Weibull",
           "{weibull: {mean: 3 min, shape: 0.8}}")
MUSTER_KEY(LAW_HYPEREXPONENTIAL, "distribution.hyperexponential", TABLE, CONSTANT, ANY, NONE, "",
           "Two exponentials with balanced means", "{hyperexponential: {mean: 3 min, cv: 1.5}}")
MUSTER_KEY(LAW_UNIFORM, "distribution.uniform", NUMBERS, CONSTANT, ANY, NONE, "2",
           "All values from the first to the second alike", "{uniform: [2 min, 4 min]}")
MUSTER_KEY(LAW_TRIANGULAR, "distribution.triangular", NUMBERS, CONSTANT, ANY, NONE, "3",
           "Least, most likely and most; straight between", "{triangular: [2 min, 3 min, 6 min]}")
MUSTER_KEY(LAW_PERT, "distribution.pert", NUMBERS, CONSTANT, ANY, NONE, "3",
           "Least, most likely and most; smooth between (beta, weight 4)",
           "{pert: [150000, 175000, 200000]}")
MUSTER_KEY(LAW_NORMAL, "distribution.normal", TABLE, CONSTANT, ANY, NONE, "",
           "Normal, truncated at 0; the mean is at least twice the sd",
           "{normal: {mean: 3 min, sd: 30 s}}")
MUSTER_KEY(LAW_GEOMETRIC, "distribution.geometric", TABLE, CONSTANT, ANY, NONE, "",
           "1, 2, 3 … days (for counts: 1, 2, 3 …), each next one equally likely to be the last",
           "{geometric: {mean: 2 d}}")
MUSTER_KEY(LAW_EMPIRICAL, "distribution.empirical", FILE, CONSTANT, ANY, NONE, "",
           "Values resampled from a file with one column `value`; their unit stands beside it",
           "{empirical: handle.csv, unit: s}")
MUSTER_KEY(LAW_UNIT, "distribution.unit", TEXT, CONSTANT, ANY, NONE, "",
           "The unit of the values in the file of empirical", "unit: s")
MUSTER_KEY(LAW_MIXTURE, "distribution.mixture", LIST, CONSTANT, ANY, NONE, "",
           "Several distributions, each with its weight",
           "{mixture: [{weight: 0.9, exponential: {mean: 2 min}}, {weight: 0.1, exponential: "
           "{mean: 9 min}}]}")
MUSTER_KEY(LAW_WEIGHT, "distribution.mixture.weight", NUMBER, CONSTANT, ABOVE(0, 1e9), NEEDED, "",
           "The weight of a part of a mixture", "weight: 0.9")
MUSTER_KEY(LAW_MEAN, "distribution.*.mean", LAW_VALUE, CONSTANT, ANY, NEEDED, "",
           "The mean; of a time per contact it may itself be a distribution, drawn once per "
           "replication",
           "mean: 3.5 min")
MUSTER_KEY(LAW_CV, "distribution.*.cv", NUMBER, CONSTANT, ABOVE(0, 20), NEEDED, "",
           "Standard deviation over mean; of a hyperexponential above 1", "cv: 0.8")
MUSTER_KEY(LAW_K, "distribution.*.k", WHOLE, CONSTANT, BETWEEN(1, 1000), NEEDED, "",
           "The number of exponential parts", "k: 2")
MUSTER_KEY(LAW_SHAPE, "distribution.*.shape", NUMBER, CONSTANT, BETWEEN(0.05, 50), NEEDED, "",
           "The Weibull shape; 1 is the exponential", "shape: 0.8")
MUSTER_KEY(LAW_SD, "distribution.*.sd", LAW_VALUE, CONSTANT, ANY, NEEDED, "",
           "The standard deviation, in the unit of the mean", "sd: 30 s")

#undef S
#undef MIN
#undef H
#undef D
#undef W
