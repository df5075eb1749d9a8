/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Faulty scenarios with the exact faults expected: one setting on top of a sound scenario (see
 * scenario_texts.h), and one file in which everything is wrong at once. Positions count characters
 * of the setting from 1; lines of the sound scenario are those of its text.
 */
#include "check_main.h"
#include "scenario.h"
#include "scenario_texts.h"

#include <stdio.h>
#include <string.h>

struct faulty {
    const char *text;
    const char *set;
    const char *expected; /* one line a fault; warnings are left out */
};

static const struct faulty FAULTY[] = {
    {FIXED, "muster=2", "--set[1]:1:8: muster: 2 is out of range [1, 1]; write 1\n"},
    {FIXED, "horizon={start: 2004-13-04, days: 3}",
     "--set[1]:1:17: horizon.start: 2004-13-04 is not a date that exists, e.g. 2004-10-01; did you "
     "mean 2004-04-13 (year-month-day)?\n"},
    {FIXED, "horizon={days: 3}",
     "--set[1]:1:9: horizon.start: is missing; write for example start: 2004-10-04\n"},
    {FIXED, "horizon.weeks=3",
     "text.yaml:2:10: horizon: give weeks or days; write for example weeks: 52\n"},
    {FIXED, "horizon.interval=7 min",
     "--set[1]:1:18: horizon.interval: a whole number of intervals has to make an hour; use 5, 6, "
     "10, 12, 15, 20, 30 or 60 min\n"},
    {FIXED, "horizon.interval=2 h",
     "--set[1]:1:18: horizon.interval: 2 h is out of range [5 min, 1 h]; give at most 1 h\n"},
    {FIXED, "horizon.interval=15",
     "--set[1]:1:18: horizon.interval: 15 needs a unit of time; write 15 s, 15 min, 15 h, 15 d or "
     "15 weeks\n"},
    {FIXED, "horizon.warm_up=36 h",
     "--set[1]:1:17: horizon.warm_up: the warm-up is not a whole number of days; give whole "
     "days\n"},
    {FIXED, "opening={mon: 08:00-12:00, 13:00-17:00}",
     "--set[1]:1:28: opening.13:00-17:00: inside {} a comma separates: 13:00-17:00 stands without "
     "a weekday; put several spans in quotes: '08:00-12:00, 13:00-17:00'\n"},
    {FIXED, "opening={mon-fry: 08:00-18:00}",
     "--set[1]:1:10: opening.mon-fry: mon-fry is not a day of the week, e.g. mon, sat or mon-fri; "
     "did you mean mon-fri?\n"},
    {FIXED, "opening={mon: '08:00-12:00, 11:00-13:00'}",
     "--set[1]:1:15: opening.mon: spans overlap; let each span end before the next one begins\n"},
    {FIXED, "opening={mon: 22:00-02:00, tue: 01:00-05:00}",
     "--set[1]:1:15: opening.mon: the span past midnight overlaps those of the next day; end it "
     "earlier, or begin the next day later\n"},
    {FIXED, "opening={mon-tue: 8:00-9:00, tue: 10:00-11:00}",
     "--set[1]:1:35: opening.tue: tue is given twice; put all spans of a day behind one key\n"},
    {FIXED, "opening={closed: []}",
     "--set[1]:1:9: opening: the centre is never open; write for example mon-fri: 08:00-18:00\n"},
    {FIXED, "opening={mon: 08:00-18:00, closed: [2004-02-30, x]}",
     "--set[1]:1:37: opening.closed[1]: 2004-02-30 is not a date that exists, e.g. 2004-10-01; "
     "write year-month-day, and a day that the month has\n"
     "--set[1]:1:49: opening.closed[2]: x is not a date, e.g. 2004-10-01; write year-month-day\n"},
    {FIXED, "opening={mon: 08:00-18:00, at_close: leave}",
     "--set[1]:1:38: opening.at_close: leave is none of serve_queue or cut; write for example "
     "at_close: serve_queue\n"},
    {FIXED, "target=x",
     "--set[1]:1:8: target: x is not a target; write such as 80% in 20 s, asa 180 s, answered 90%, "
     "abandoned 5%\n"},
    {FIXED, "target=70",
     "--set[1]:1:8: target: 70 is not a share, such as 30% or 0.3; did you mean 70%?\n"},
    {FIXED, "service_level=offerd",
     "--set[1]:1:15: service_level: offerd is none of offered, answered, short_waits_removed, "
     "abandoned_credited, short_abandons_removed, attempted or virtual; did you mean offered?\n"},
    {FIXED, "minimum_crew=1.5",
     "--set[1]:1:14: minimum_crew: 1.5 must be a whole number; write it without a part behind the "
     "point\n"},
    {FIXED, "services={all: {rate: 1 per hour, handle: 1 min}}",
     "--set[1]:1:11: services.all: all is reserved for the sum of all; choose another name\n"
     "text.yaml:20:39: staff.generalists.skills[1]: there is no service calls; add it to services, "
     "or use one that is there\n"
     "text.yaml:20:46: staff.generalists.skills[2]: there is no service complaints; add it to "
     "services, or use one that is there\n"
     "text.yaml:23:14: staff.specialists.skills[1]: there is no service complaints; add it to "
     "services, or use one that is there\n"
     "text.yaml:23:36: staff.specialists.skills[2].service: there is no service calls; add it to "
     "services, or use one that is there\n"},
    {FIXED, "services.calls.channel=chat",
     "--set[1]:1:24: services.calls.channel: chat is not in this version; use call\n"},
    {FIXED, "services.calls.rate=144",
     "--set[1]:1:21: services.calls.rate: 144 needs `per` and a unit of time, e.g. 64 per hour; "
     "write for example rate: 144 per hour\n"},
    {FIXED, "services.calls.rate={8:00: 3 per hour, 08:00: 4 per hour}",
     "--set[1]:1:40: services.calls.rate.08:00: 08:00 stands there twice\n"},
    {FIXED, "services.calls.rate={uniform: [2 per hour, 1 per hour]}",
     "--set[1]:1:44: services.calls.rate.uniform[2]: 1 per hour is less than the value before it; "
     "put the values in ascending order\n"},
    {FIXED, "services.calls.rate=-3 per hour",
     "--set[1]:1:21: services.calls.rate: -3 per hour is out of range [0 per hour, 3600000 per "
     "hour]; did you mean 3 per hour?\n"},
    {FIXED, "services.calls.blak=3%",
     "--set[1]:1:1: services.calls.blak: unknown key; did you mean balk?\n"},
    {FIXED, "services.calls.fte=3",
     "--set[1]:1:1: services.calls.fte: unknown key; it belongs to staff.NAME.fte\n"},
    {FIXED, "services.cals.balk=3%",
     "--set[1]:1:1: services.cals.balk: there is no services.cals; did you mean calls?\n"},
    {FIXED, "services.calls.handle=210",
     "--set[1]:1:23: services.calls.handle: 210 needs a unit of time; write 210 s, 210 min, 210 h, "
     "210 d or 210 weeks\n"},
    {FIXED, "services.calls.handle=",
     "--set[1]:1:23: services.calls.handle: nothing where a time with its unit such as 3.5 min "
     "belongs; write for example handle: {exponential: {mean: 3.5 min}}\n"},
    {FIXED, "services.calls.handle={exponential: {}}",
     "--set[1]:1:37: services.calls.handle.exponential.mean: is missing; write for example mean: "
     "3.5 min\n"},
    {FIXED, "services.calls.handle={exponential: {mean: 0 min}}",
     "--set[1]:1:44: services.calls.handle.exponential.mean: 0 min has to be above 0; give more "
     "than 0\n"},
    {FIXED, "services.calls.handle={exponential: {mean: 1 min, cv: 2}}",
     "--set[1]:1:51: services.calls.handle.exponential.cv: unknown key; give mean alone\n"},
    {FIXED, "services.calls.handle={exponentail: {mean: 1 min}}",
     "--set[1]:1:37: services.calls.handle: no distribution is named here; did you mean "
     "exponential?\n"},
    {FIXED, "services.calls.handle={lognormal: {mean: 1 min, cv: 0}}",
     "--set[1]:1:53: services.calls.handle.lognormal.cv: 0 is out of range (0, 20]; give more than "
     "0\n"},
    {FIXED, "services.calls.handle={hyperexponential: {mean: 1 min, cv: 1}}",
     "--set[1]:1:42: services.calls.handle.hyperexponential: the cv of a hyperexponential has to "
     "be above 1; change it, or take another distribution\n"},
    {FIXED, "services.calls.handle={normal: {mean: 1 min, sd: 40 s}}",
     "--set[1]:1:32: services.calls.handle.normal: the mean of a normal (truncated at 0) has to be "
     "at least twice its sd; change it, or take another distribution\n"},
    {FIXED, "services.calls.handle={erlang: {mean: 1 min, k: 1.5}}",
     "--set[1]:1:49: services.calls.handle.erlang.k: 1.5 must be a whole number; write it without "
     "a part behind the point\n"},
    {FIXED, "services.calls.handle={weibull: {mean: 1 min, shape: 0.01}}",
     "--set[1]:1:54: services.calls.handle.weibull.shape: 0.01 is out of range [0.05, 50]; give at "
     "least 0.05\n"},
    {FIXED, "services.calls.handle={pert: [1 min, 3 min, 2 min]}",
     "--set[1]:1:45: services.calls.handle.pert[3]: 2 min is less than the value before it; put "
     "the values in ascending order\n"},
    {FIXED, "services.calls.handle={uniform: [1 min]}",
     "--set[1]:1:33: services.calls.handle.uniform: a list of 2 values belongs here; write for "
     "example {uniform: [2 min, 4 min]}\n"},
    {FIXED, "services.calls.handle={geometric: {mean: 3 min}}",
     "--set[1]:1:35: services.calls.handle.geometric: a geometric counts whole days: its mean is "
     "at least 1 d; change it, or take another distribution\n"},
    {FIXED, "services.calls.handle={mixture: [{exponential: {mean: 1 min}}, 3]}",
     "--set[1]:1:34: services.calls.handle.mixture[1].weight: is missing; write for example "
     "weight: 0.9\n"
     "--set[1]:1:64: services.calls.handle.mixture[2]: a table with weight and a distribution "
     "belongs here; write {weight: 0.9, exponential: {mean: 2 min}}\n"},
    {FIXED, "services.calls.handle={exponential: {mean: 1 min}, gamma: {mean: 1 min, cv: 1}}",
     "--set[1]:1:52: services.calls.handle.gamma: unknown key beside exponential; give one "
     "distribution\n"},
    {FIXED, "services.calls.talk=1 min",
     "text.yaml:8:13: services.calls.handle: give talk and wrap, or handle; leave one out\n"},
    {FIXED, "services.calls.talk={exponential: {mean: 40}}",
     "--set[1]:1:42: services.calls.talk.exponential.mean: 40 needs a unit of time; write 40 s, 40 "
     "min, 40 h, 40 d or 40 weeks\n"
     "text.yaml:8:13: services.calls.handle: give talk and wrap, or handle; leave one out\n"},
    {FIXED, "services.calls.talk={mixture: [{weight: 1, exponential: {mean: 1 min}}]}",
     "text.yaml:8:13: services.calls.handle: give talk and wrap, or handle; leave one out\n"},
    {FIXED, "services.calls.balk=70",
     "--set[1]:1:21: services.calls.balk: 70 is not a share, such as 30% or 0.3; did you mean "
     "70%?\n"},
    {FIXED, "services.calls.balk={normal: {mean: 90%, sd: 20%}}",
     "--set[1]:1:21: services.calls.balk: 31% of its draws are out of range [0%, 100%]; use pert, "
     "triangular or uniform within it\n"},
    {FIXED, "services.calls.retry={abandoned: 20%}",
     "--set[1]:1:22: services.calls.retry: retries need a delay; write for example delay: "
     "{exponential: {mean: 25 min}}\n"},
    {FIXED, "services.calls.retry={blocked: 20%, delay: 0 s}",
     "--set[1]:1:44: services.calls.retry.delay: under a second and no max_retries: a "
     "blocked caller redials without end; make it 1 s or longer, or add max_retries\n"},
    {FIXED, "services.calls.retry={blocked: 20%, delay: 1e-12 s}",
     "--set[1]:1:44: services.calls.retry.delay: under a second and no max_retries: a "
     "blocked caller redials without end; make it 1 s or longer, or add max_retries\n"},
    {FIXED, "services.calls.first_contact_resolution=80%",
     "--set[1]:1:41: services.calls.first_contact_resolution: below 100% it needs repeat: {delay: "
     "…}; add repeat: {delay: {lognormal: {mean: 2 d, cv: 1}}}\n"},
    {FIXED, "services.calls.season={jan: 1}",
     "--set[1]:1:1: services.calls.season: with rate nothing is seasonal; leave it out, or give "
     "demand instead of rate\n"},
    {FIXED, "services.calls.escalate=x",
     "--set[1]:1:1: services.calls.escalate: not in this version; leave it out\n"},
    {FIXED, "services.calls.busyness={cv: -1, between_days: 1}",
     "--set[1]:1:30: services.calls.busyness.cv: -1 is out of range [0, 10]; did you mean 1?\n"
     "--set[1]:1:48: services.calls.busyness.between_days: 1 is out of range [0%, 99.9%]; give at "
     "most 99.9%\n"},
    {FIXED, "services.calls.lines={uniform: [1, 2]}",
     "--set[1]:1:22: services.calls.lines: a distribution where a constant is needed; give one "
     "value\n"},
    {FIXED, "staff.generalists={skills: [calls]}",
     "--set[1]:1:19: staff.generalists: give either present or fte; present goes without shifts, "
     "fte with them\n"},
    {FIXED, "staff.generalists.present=2.5",
     "--set[1]:1:27: staff.generalists.present: 2.5 must be a whole number; write it without a "
     "part behind the point\n"},
    {FIXED, "staff.generalists.skills=[cals]",
     "--set[1]:1:27: staff.generalists.skills[1]: there is no service cals; did you mean calls?\n"},
    {FIXED, "staff.generalists.skills=[calls, calls]",
     "--set[1]:1:34: staff.generalists.skills[2]: calls stands there twice; leave one of them "
     "out\n"},
    {FIXED, "staff.generalists.skills=[{service: calls, after: 3 s}]",
     "--set[1]:1:44: staff.generalists.skills[1].after: not in this version; leave it out\n"},
    {FIXED, "staff.generalists.skills=[{handle_factor: 2}]",
     "--set[1]:1:27: staff.generalists.skills[1].service: is missing; write for example service: "
     "calls\n"},
    {FIXED, "staff.generalists.fte=3",
     "text.yaml:20:16: staff.generalists: give either present or fte, not both; present goes "
     "without shifts, fte with them\n"},
    {FIXED, "staff.generalists.rota=fixed",
     "--set[1]:1:1: staff.generalists.rota: it goes with fte, not with present; leave it out\n"},
    {FIXED, "staff.generalists.attendance={probability: 120%}",
     "--set[1]:1:44: staff.generalists.attendance.probability: 120% is out of range [0%, 100%]; "
     "give at most 100%\n"},
    {FIXED, "simulation={replications: 0, seed: -1, precision: {service_level: 2}}",
     "--set[1]:1:27: simulation.replications: 0 is out of range [1, 1000000]; give at least 1\n"
     "--set[1]:1:36: simulation.seed: -1 is out of range [0, 9007199254740992]; did you mean 1?\n"
     "--set[1]:1:67: simulation.precision.service_level: 2 is not a share, such as 30% or 0.3; did "
     "you mean 2%?\n"},
    {FIXED, "simulation={at_most: 10}",
     "--set[1]:1:22: simulation.at_most: at_most is less than replications; raise at_most or lower "
     "replications\n"},
    {FIXED, "include=other.yaml",
     "--set[1]:1:9: include: include cannot be set; write it into the file\n"},
    {FIXED, "budget={2004/06: 150000, 5: 1}",
     "--set[1]:1:9: budget.2004/06: 2004/06 is no financial year; write for example 2004/05\n"
     "--set[1]:1:26: budget.5: 5 is no financial year; write for example 2004/05\n"},
    {FIXED, "budget={2004/05: {amount: -3, from: 2005-04-01}}",
     "--set[1]:1:27: budget.2004/05.amount: -3 is out of range [0, 1000000000000]; did you mean "
     "3?\n"
     "--set[1]:1:37: budget.2004/05.from: the day lies outside the financial year; give a day from "
     "1 April to 31 March\n"},
    {FIXED, "pay={grades: {a: {}, b: {salary: 5, points: 1-2}, c: {spine: x, points: 1-2}}}",
     "--set[1]:1:18: pay.grades.a: give salary, or spine and points; write for example salary: "
     "15500\n"
     "--set[1]:1:45: pay.grades.b.points: it goes with spine; leave it out\n"
     "--set[1]:1:62: pay.grades.c.spine: there is no spine x; name one of pay.spines\n"},
    {FIXED,
     "pay={spines: {s: {1: 100, 1a: 3, 3: 120, 2: 130}}, grades: {a: {spine: s}, b: {spine: s, "
     "points: 1-9}, c: {spine: s, points: 3-1}, d: {spine: s, points: 1-3, in_post_point: 7}}}",

     "--set[1]:1:27: pay.spines.s.1a: 1a is no point; number the points, for example 12\n"
     "--set[1]:1:42: pay.spines.s.2: point 2 does not follow the one before it; write them "
     "ascending\n"
     "--set[1]:1:64: pay.grades.a: the points of the spine are missing; add for example points: "
     "12-17\n"
     "--set[1]:1:98: pay.grades.b.points: the spine s has not both of these points; use points of "
     "the spine\n"
     "--set[1]:1:126: pay.grades.c.points: 3-1 is no range of points; write the first and the last "
     "point, for example 12-17\n"
     "--set[1]:1:174: pay.grades.d.in_post_point: 7 is no point of this grade; use one of its "
     "points\n"},
    {FIXED,
     "pay={grades: {a: {salary: 5}}, award: [{from: 2005-04-01, rise: 3%}, {from: 2005-04-01, "
     "rise: 300%}], pension: {members: 50%}, premia: [{days: noday, between: 9-5, factor: "
     "0.5}], sick_pay: [{from: 4 months, full: 1 month}, {from: 0 months, full: 1}]}",

     "--set[1]:1:77: pay.award[2].from: it does not follow the award before it; write them "
     "ascending\n"
     "--set[1]:1:95: pay.award[2].rise: 300% is out of range [0%, 100%]; give at most 100%\n"
     "--set[1]:1:112: pay.pension.rate: is missing; write for example rate: 13%\n"
     "--set[1]:1:144: pay.premia[1].days: noday is not a day of the week, e.g. mon, sat or "
     "mon-fri; write mon, tue, wed, thu, fri, sat or sun\n"
     "--set[1]:1:160: pay.premia[1].between: 9-5 is not a span of the day, e.g. 08:00-18:00; did "
     "you mean 09:00-05:00?\n"
     "--set[1]:1:173: pay.premia[1].factor: 0.5 is out of range [1, 10]; give at least 1\n"
     "--set[1]:1:231: pay.sick_pay[2].from: it does not follow the step before it; write them "
     "ascending\n"
     "--set[1]:1:247: pay.sick_pay[2].full: 1 needs a unit of time; write 1 s, 1 min, 1 h, 1 d or "
     "1 weeks\n"},
    {FIXED, "pay={grades: {a: {salary: 5}}, national_insurance: none.csv}",
     "--set[1]:1:52: pay.national_insurance: none.csv does not exist; check the spelling and the "
     "folder\n"},
    {FIXED, "budget={}",
     "--set[1]:1:8: budget: there is no financial year; write for example {2004/05: 150000}\n"},
    {FIXED, "costs={items: {a: {}, b: {once: 3}, c: {yearly: 5, on: 2004-10-05}}, seats: 4}",
     "--set[1]:1:19: costs.items.a: give once or yearly; write for example {once: 30000, on: "
     "2004-06-01}\n"
     "--set[1]:1:26: costs.items.b: the day on which it is spent is missing; add for example on: "
     "2004-06-01\n"
     "--set[1]:1:56: costs.items.c.on: it goes with once; leave it out\n"
     "--set[1]:1:77: costs.seats: it goes with per_seat; leave it out\n"},
    {FIXED, "costs={offsets: {office: {yearly: 5, from: 2005-01-01, until: 2004-12-31}}}",
     "--set[1]:1:63: costs.offsets.office.until: it ends before it begins; give a later day\n"},
    {FIXED, "candidates=x",
     "--set[1]:1:12: candidates: a single value where a table, or a list of tables belongs; write "
     "for example candidates: [{name: as proposed}, {name: fourteen, set: {staff.agents.fte: "
     "14}}]\n"},
    {FIXED, "candidates=[{set: {lines: 3}}]",
     "--set[1]:1:13: candidates[1]: the candidate's name is missing; write for example name: as "
     "proposed\n"},
    {FIXED, "candidates=[{name: a}, {name: a}]",
     "--set[1]:1:31: candidates[2].name: there is another candidate a; give each candidate its own "
     "name\n"},
    {FIXED, "candidates=[{name: a, set: {horizon.days: 3}}]",
     "--set[1]:1:29: candidates[1].set.horizon.days: horizon.days cannot differ between "
     "candidates; set it for the whole file\n"},
    {FIXED, "candidates=[{name: a, set: {staff.general.present: 3}}]",
     "--set[1]:1:29: candidates[1].set.staff.general.present: there is no staff.general; use a "
     "name that the file has\n"},
    {FIXED,
     "candidates=[{name: a, set: {services.calls.lines: 0}}, {name: b, set: {service_level: "
     "best}}]",
     "--set[1]:1:51: services.calls.lines: 0 is out of range [1, 100000]; give at least 1\n"
     "--set[1]:1:87: service_level: best is none of offered, answered, short_waits_removed, "
     "abandoned_credited, short_abandons_removed, attempted or virtual; write for example "
     "service_level: offered\n"},
    {FIXED, "candidates={vary: {lines: 3}}",
     "--set[1]:1:27: candidates.vary.lines: a list of values belongs here; write for example [10, "
     "12, 14]\n"},
    {FIXED, "candidates={set: {lines: 3}}",
     "--set[1]:1:12: candidates: vary is missing; write candidates: {vary: …}, or a list with "
     "names\n"},
    {FIXED, "candidates={vary: {staff.generalists.present: [1, 2, -3]}}",
     "--set[1]:1:54: staff.generalists.present: -3 is out of range [0, 10000]; did you mean 3?\n"},
    {HEADLINE, "staff.agents.rota_notice=10 d",
     "--set[1]:1:26: staff.agents.rota_notice: this is not a whole number of weeks; give whole "
     "weeks\n"},
    {HEADLINE, "staff.agents.rota=optimal",
     "--set[1]:1:19: staff.agents.rota: optimal is not in this version; use fixed, pattern or "
     "cover\n"},
    {HEADLINE, "staff.agents.full_time_heads=50%",
     "text.yaml:41:16: staff.agents.full_time: give full_time or full_time_heads; leave one out\n"},
    {HEADLINE, "staff.agents.part_time=[{week: 20 h}, {week: 40 h, share: 50%}]",
     "--set[1]:1:25: staff.agents.part_time[1]: several part-time contracts need a share each; "
     "write for example {week: 18.5 h, share: 60%}\n"
     "--set[1]:1:39: staff.agents.part_time[2]: the part-time week is longer than full_time_week; "
     "shorten it, or lengthen full_time_week\n"},
    {HEADLINE, "staff.agents.part_time=[{week: 20 h, share: 20%}, {week: 30 h, share: 50%}]",
     "--set[1]:1:24: staff.agents.part_time: the shares add up to 70%, not to 100%; share is a "
     "share of the part-timers, not of all\n"},
    {HEADLINE, "staff.agents.in_post=[{people: 4, tenure: 2 months}, {fte: 3, tenure: new}]",
     "--set[1]:1:54: staff.agents.in_post[2].people: is missing; write for example people: 4\n"
     "--set[1]:1:55: staff.agents.in_post[2].fte: a list counts people; leave it out\n"
     "--set[1]:1:71: staff.agents.in_post[2].tenure: new is no time of service; write for example "
     "tenure: 3 months\n"},
    {HEADLINE, "staff.agents.in_post={people: 3}",
     "--set[1]:1:22: staff.agents.in_post.fte: is missing; write for example fte: 12\n"
     "--set[1]:1:22: staff.agents.in_post.tenure: is missing; write for example tenure: new\n"
     "--set[1]:1:23: staff.agents.in_post.people: it goes in a list; leave it out\n"},
    {HEADLINE, "staff.agents.in_post={fte: 3, tenure: 3 months}",
     "--set[1]:1:39: staff.agents.in_post.tenure: 3 months is none of new or steady_state; or give "
     "a list: in_post: [{people: 4, tenure: 3 months}]\n"},
    {HEADLINE, "staff.agents.in_post.fte={uniform: [1, 2]}",
     "--set[1]:1:26: staff.agents.in_post.fte: a distribution where a constant is needed; give one "
     "value\n"},
    {HEADLINE, "staff.agents.shifts[2].start=",
     "--set[1]:1:30: staff.agents.shifts[2].start: nothing where a time of day such as 08:30, or "
     "open belongs; write for example start: 09:00\n"},
    {HEADLINE, "staff.agents.shifts[2].length=20 h",
     "--set[1]:1:31: staff.agents.shifts[2].length: 20 h is out of range [30 min, 16 h]; give at "
     "most 16 h\n"},
    {HEADLINE, "staff.agents.shifts[2]={length: 3 h}",
     "--set[1]:1:24: staff.agents.shifts[2]: give start or end; write for example start: 09:00, or "
     "end: close\n"},
    {HEADLINE, "staff.agents.shifts[2].lunch={length: 1 h, between: 17:00-19:00}",
     "--set[1]:1:30: staff.agents.shifts[2].lunch: lunch does not fit into the shift and between; "
     "widen between\n"},
    {HEADLINE, "staff.agents.shifts=[{start: 09:00, length: 4 h, for: full_time}]",
     "--set[1]:1:21: staff.agents.shifts: no shift is for part_time; add one, or take `for: "
     "full_time` out of one\n"},
    {HEADLINE, "staff.agents.breaks=[{length: 20 min, between: 10:00-10:15}]",
     "--set[1]:1:22: staff.agents.breaks[1]: the break is longer than the time between which it is "
     "taken; widen between\n"},
    {HEADLINE, "staff.agents.saturday={shifts: [{start: 09:00}]}",
     "--set[1]:1:23: staff.agents.saturday.one_in: is missing; write for example one_in: 4\n"
     "--set[1]:1:33: staff.agents.saturday.shifts[1].length: is missing; write for example length: "
     "7.9 h\n"},
    {HEADLINE, "staff.agents.grade=agnet",
     "--set[1]:1:20: staff.agents.grade: there is no grade agnet in pay.grades; did you mean "
     "agent?\n"},
    {HEADLINE, "staff.agents.present=3",
     "text.yaml:38:3: staff.agents: give either present or fte, not both; present goes without "
     "shifts, fte with them\n"},
    {HEADLINE, "leave={days: 400, year_starts: 13-01, cap: 0, pattern: {juli: 3}}",
     "--set[1]:1:14: leave.days: 400 is out of range [0, 366]; give at most 366\n"
     "--set[1]:1:32: leave.year_starts: 13-01 is not a month and day, e.g. 04-01; write month-day, "
     "each with two digits\n"
     "--set[1]:1:44: leave.cap: 0 is out of range (0%, 100%]; give more than 0%\n"
     "--set[1]:1:57: leave.pattern.juli: juli is not a month, jan to dec; did you mean jul?\n"},
    {HEADLINE, "sickness={start: none}",
     "--set[1]:1:10: sickness: give either days_lost_per_fte or spells; write for example "
     "days_lost_per_fte: 9\n"},
    {HEADLINE, "sickness={days_lost_per_fte: 9, long_term_share: 50%}",
     "--set[1]:1:10: sickness: long is missing: some of the days lost are long spells; write for "
     "example long: {lognormal: {mean: 45 d, cv: 0.8}}\n"
     "--set[1]:1:10: sickness: short is missing: some of the days lost are short spells; write for "
     "example short: {geometric: {mean: 2.5 d}}\n"},
    {HEADLINE, "sickness={spells: 3, length: 2 d, short: 2 d}",
     "--set[1]:1:19: sickness.spells: 3 needs `per` and a unit of time, e.g. 64 per hour; write "
     "for example spells: 3.65 per year\n"
     "--set[1]:1:35: sickness.short: it goes with days_lost_per_fte; leave it out\n"},
    {HEADLINE, "attrition={yearly: 20, by_tenure: {0-3 months: 2, 4-6 months: 1}}",
     "--set[1]:1:20: attrition.yearly: 20 is not a share, such as 30% or 0.3; did you mean 20%?\n"
     "--set[1]:1:51: attrition.by_tenure.4-6 months: 4-6 months does not begin where the band "
     "before it ends; write for example {0-3 months: 2.5, 3-12 months: 1.4, later: 0.8}\n"},
    {HEADLINE, "attrition={yearly: 20%, by_tenure: {0-3 months: 2}}",
     "--set[1]:1:36: attrition.by_tenure: there is no band later; add later: 1\n"},
    {HEADLINE, "attrition={monthly_by_tenure: [9%], yearly: 9%}",
     "--set[1]:1:37: attrition.yearly: monthly_by_tenure gives the rate itself; leave it out\n"},
    {HEADLINE, "attrition={monthly_by_tenure: [9%, 100%]}",
     "--set[1]:1:36: attrition.monthly_by_tenure[2]: 100% is out of range [0%, 99%]; give at most "
     "99%\n"},
    {HEADLINE, "attrition={yearly: 9%, weibull_shape: 0.7, by_tenure: {later: 1}}",
     "--set[1]:1:44: attrition.by_tenure: weibull_shape gives the form of the hazard; leave it "
     "out\n"},
    {HEADLINE, "attrition.burnout={above: 120%, weeks: 0, per_point: -1%, at_most: 0.5}",
     "--set[1]:1:27: attrition.burnout.above: 120% is out of range [0%, 100%]; give at most 100%\n"
     "--set[1]:1:40: attrition.burnout.weeks: 0 is out of range [1, 52]; give at least 1\n"
     "--set[1]:1:54: attrition.burnout.per_point: -1% is out of range [0%, 1000%]; did you mean "
     "1%?\n"
     "--set[1]:1:68: attrition.burnout.at_most: 0.5 is out of range [1, 100]; give at least 1\n"},
    {HEADLINE, "attrition.burnout={weeks: 1.5, over: 85%}",
     "--set[1]:1:19: attrition.burnout.above: is missing; write for example above: 85%\n"
     "--set[1]:1:27: attrition.burnout.weeks: 1.5 must be a whole number; write it without a part "
     "behind the point\n"
     "--set[1]:1:32: attrition.burnout.over: unknown key; the keys here are above, weeks, "
     "per_point, "
     "at_most\n"},
    {HEADLINE, "attrition.burnout=85%",
     "--set[1]:1:19: attrition.burnout: a single value where a table of keys belongs; write for "
     "example burnout: {above: 85%, weeks: 4, per_point: 5%, at_most: 3}\n"},
    {REST, "attrition={monthly_by_tenure: [9%, 0%]}",
     "text.yaml:15:20: services.one.season.file: weeks.csv does not exist; check the spelling and "
     "the folder\n"
     "text.yaml:22:14: staff.team.in_post: the last of monthly_by_tenure is 0%: there is no steady "
     "state; give a list of people and tenures, or tenure: new\n"
     "text.yaml:25:97: leave.school_holidays.file: school.csv does not exist; check the spelling "
     "and the folder\n"},
    {HEADLINE,
     "leave={days: 25, after_5_years: 5, by_service: {5 years: 6, 3 years: 2, 70 years: 9, "
     "ten: x}}",
     "--set[1]:1:48: leave.by_service: give either by_service or after_5_years; write the step of "
     "5 years into by_service\n"
     "--set[1]:1:61: leave.by_service.3 years: 3 years does not come after the one before it; "
     "write for example {5 years: 6, 10 years: 8}\n"
     "--set[1]:1:73: leave.by_service.70 years: 70 years is no number of years from 1 to 60; write "
     "for example {5 years: 6, 10 years: 8}\n"
     "--set[1]:1:86: leave.by_service.ten: ten is no number of years from 1 to 60; write for "
     "example {5 years: 6, 10 years: 8}\n"
     "--set[1]:1:91: leave.by_service.ten: x is not a number; write for example by_service: {5 "
     "years: 6, 10 years: 8}\n"},
    {HEADLINE, "leave={days: 25, by_service: 6}",
     "--set[1]:1:30: leave.by_service: a single value where years of service with days such as {5 "
     "years: 6} belongs; write for example by_service: {5 years: 6, 10 years: 8}\n"},
    {HEADLINE,
     "leave={days: 25, school_holidays: {weight: 2, dates: [{from: 2005-08-02, to: 2005-08-01}, "
     "{from: 2005-02-30, to: 2005-03-01}, 2005-01-01]}}",
     "--set[1]:1:55: leave.school_holidays.dates[1]: the last day lies before the first; exchange "
     "the two dates\n"
     "--set[1]:1:98: leave.school_holidays.dates[2].from: 2005-02-30 is not a date that exists, "
     "e.g. 2004-10-01; write year-month-day, and a day that the month has\n"
     "--set[1]:1:127: leave.school_holidays.dates[3]: a table of keys belongs here; write for "
     "example dates: [{from: 2004-12-20, to: 2005-01-02}]\n"},
    {HEADLINE, "leave={days: 25, school_holidays: {weight: 2}}",
     "--set[1]:1:35: leave.school_holidays: give either dates or file; write for example dates: "
     "[{from: 2004-12-20, to: 2005-01-02}]\n"},
    {HEADLINE,
     "leave={days: 25, carry_over: {until: 31-12}, christmas_closing: {from: 12-27, to: 13-01}}",
     "--set[1]:1:30: leave.carry_over.days: is missing; write for example days: 5\n"
     "--set[1]:1:38: leave.carry_over.until: 31-12 is not a month and day, e.g. 04-01; write "
     "month-day, each with two digits\n"
     "--set[1]:1:83: leave.christmas_closing.to: 13-01 is not a month and day, e.g. 04-01; write "
     "month-day, each with two digits\n"},
    {HEADLINE, "sickness.frailty=0.8",
     "--set[1]:1:18: sickness.frailty: a single value where a table of keys belongs; write for "
     "example frailty: {cv: 0.8}\n"},
    {HEADLINE, "sickness.weekly_factor={cv: 0.4, between_weeks: 1}",
     "--set[1]:1:49: sickness.weekly_factor.between_weeks: 1 is out of range [0%, 99.9%]; give at "
     "most 99.9%\n"},
    {HEADLINE, "sickness.weekdays={mon: 1.3}",
     "--set[1]:1:19: sickness.weekdays: tue, wed, thu, fri, sat, sun missing; give all seven; 1 "
     "where a day is like any other\n"},
    {HEADLINE, "sickness.triggers={spells: 2.5, spells_within: 6, running: 20}",
     "--set[1]:1:28: sickness.triggers.spells: 2.5 must be a whole number; write it without a part "
     "behind the point\n"
     "--set[1]:1:48: sickness.triggers.spells_within: 6 needs a unit of time; write 6 s, 6 min, 6 "
     "h, 6 d or 6 weeks\n"
     "--set[1]:1:60: sickness.triggers.running: 20 needs a unit of time; write 20 s, 20 min, 20 h, "
     "20 d or 20 weeks\n"},
    {HEADLINE, "lateness={probability: 7, paid: maybe}",
     "--set[1]:1:10: lateness.length: is missing; write for example length: {exponential: {mean: "
     "12 min}}\n"
     "--set[1]:1:24: lateness.probability: 7 is not a share, such as 30% or 0.3; did you mean 7%?\n"
     "--set[1]:1:33: lateness.paid: maybe must be yes or no; write for example paid: no\n"},
    {HEADLINE, "one_offs={jury service: {rate: 2%, length: 3 d}, leave: 5}",
     "--set[1]:1:32: one_offs.jury service.rate: 2% needs `per` and a unit of time, e.g. 64 per "
     "hour; write for example rate: 0.02 per year\n"
     "--set[1]:1:57: one_offs.leave: a single value where a table of keys belongs; write for "
     "example jury service: {rate: 0.02 per year, length: 10 d, paid: yes}\n"},
    {FIXED,
     "outages={telephony: {rate: 4 per year, length: 90, services: [calls, complaint, calls]}, "
     "lines: {rate: 1 per year, length: 1 h, services: calls}}",
     "--set[1]:1:48: outages.telephony.length: 90 needs a unit of time; write 90 s, 90 min, 90 h, "
     "90 d or 90 weeks\n"
     "--set[1]:1:70: outages.telephony.services[2]: there is no service complaint; did you mean "
     "complaints?\n"
     "--set[1]:1:81: outages.telephony.services[3]: calls stands there twice; leave one of them "
     "out\n"
     "--set[1]:1:139: outages.lines.services: a single value where a list of names such as "
     "[benefits, housing] belongs; write for example services: [benefits]\n"},
    {HEADLINE, "recruitment={plan: {2004-11-01: 2.5, 2004-10-11: {agent: 1}}, lead_time: 2 weeks}",
     "--set[1]:1:33: recruitment.plan.2004-11-01: 2.5 people join; give a whole number\n"
     "--set[1]:1:38: recruitment.plan.2004-10-11: does not come after the date before; put the "
     "dates in order\n"
     "--set[1]:1:51: recruitment.plan.2004-10-11.agent: there is no such group; name a group of "
     "staff that has fte or posts\n"
     "--set[1]:1:63: recruitment.lead_time: the plan says who joins when; leave it out\n"},
    {HEADLINE, "recruitment={lead_time: 2 weeks, class: {least: 4, most: 3}}",
     "--set[1]:1:41: recruitment.class: classes start at intakes, and there are none; add for "
     "example intake_every: 4 weeks\n"
     "--set[1]:1:41: recruitment.class: least is more than most; exchange them\n"},
    {HEADLINE, "staff.agents.fte={2004-10-04: 12, 2004-13-01: 3, 2004-09-01: x}",
     "--set[1]:1:35: staff.agents.fte.2004-13-01: 2004-13-01 is not a date that exists, e.g. "
     "2004-10-01; did you mean 2004-01-13 (year-month-day)?\n"
     "--set[1]:1:62: staff.agents.fte.2004-09-01: x is not a number; write for example fte: 12\n"},
    {JOINING, "staff.team.part_time={week: 20 h, weeks: term_time}",
     "--set[1]:1:42: staff.team.part_time.weeks: there are no school holidays, so there is no "
     "term; "
     "add for example leave: {school_holidays: {weight: 1, dates: [{from: 2004-12-20, to: "
     "2005-01-02}]}}\n"
     "text.yaml:13:17: staff.team.annualised: the year is laid out by weeks: term_time already; "
     "leave one out\n"},
    {JOINING, "staff.team.part_time={week: 20 h, weeks: terms, term_weeks: 60}",
     "--set[1]:1:42: staff.team.part_time.weeks: terms is none of all or term_time; write for "
     "example weeks: term_time\n"
     "--set[1]:1:61: staff.team.part_time.term_weeks: 60 is out of range [20, 52]; give at most "
     "52\n"},
    {JOINING, "staff.team.part_time={week: 20 h, term_weeks: 38}",
     "--set[1]:1:35: staff.team.part_time.term_weeks: it goes with weeks: term_time; leave it "
     "out\n"},
    {JOINING, "recruitment.buddy={weeks: 0, share: 1.5, after: 3.5 d, hours: 2}",
     "--set[1]:1:27: recruitment.buddy.weeks: 0 is out of range [1, 104]; give at least 1\n"
     "--set[1]:1:37: recruitment.buddy.share: 1.5 is not a share, such as 30% or 0.3; did you mean "
     "1.5%?\n"
     "--set[1]:1:49: recruitment.buddy.after: 3.5 d is not a whole number of days; give whole days "
     "or weeks\n"
     "--set[1]:1:56: recruitment.buddy.hours: unknown key; the keys here are weeks, share, "
     "after\n"},
    {JOINING,
     "staff.leaders={one_per: {fte: 8, of: teams}, full_time: 50%, in_post: {fte: 0, tenure: "
     "new}}",
     "--set[1]:1:15: staff.leaders: not all work full time: part_time is missing; add for example "
     "part_time: {week: 18.5 h}\n"
     "--set[1]:1:38: staff.leaders.one_per.of: teams is no group with fte or posts; did you mean "
     "team?\n"
     "--set[1]:1:46: staff.leaders.full_time: posts and one_per are full-time posts; give fte for "
     "a "
     "mix; leave it out\n"},
    {JOINING, "staff.leaders.one_per.of=leaders",
     "--set[1]:1:26: staff.leaders.one_per.of: leaders is the group itself; name another group of "
     "staff\n"},
    {JOINING, "staff.manager.posts=1.5",
     "--set[1]:1:21: staff.manager.posts: posts are whole full-time posts; give whole numbers, or "
     "fte\n"},
    {JOINING, "staff.manager.fte=1",
     "text.yaml:18:12: staff.manager: give one of fte, posts and one_per; leave the others out\n"},
    {JOINING, "staff.team.agency={from: 2004-11-01, until: 2004-10-01}",
     "--set[1]:1:19: staff.team.agency: until lies before from; exchange them\n"
     "--set[1]:1:19: staff.team.agency.hourly: is missing; write for example hourly: £14\n"},
    {JOINING, "retention={coaching: {from: 2005-01-01, until: 2004-01-01, per_year: 9%}}",
     "--set[1]:1:22: retention.coaching: until lies before from; exchange them\n"
     "--set[1]:1:22: retention.coaching.hazard: is missing; write for example hazard: {pert: [0.7, "
     "0.8, 1]}\n"
     "--set[1]:1:70: retention.coaching.per_year: 9% is not an amount in the scenario's currency; "
     "write such as £15,500\n"},
    {JOINING, "staff.manager.casuals={people: 2, hourly: 9}",
     "--set[1]:1:23: staff.manager.casuals: a group without skills is off the phones; add for "
     "example skills: [calls], or leave it out\n"},
    {JOINING, "staff.team.acting_up={from: leader, after: 1.5 d, at_most: -1}",
     "--set[1]:1:29: staff.team.acting_up.from: leader is no group with fte or posts; did you mean "
     "leaders?\n"
     "--set[1]:1:44: staff.team.acting_up.after: 1.5 d is not a whole number of days; give whole "
     "days or weeks\n"
     "--set[1]:1:60: staff.team.acting_up.at_most: -1 is out of range [0, 10000]; did you mean "
     "1?\n"},
    {JOINING, "staff.team.acting_up={after: 367 d}",
     "--set[1]:1:22: staff.team.acting_up.from: is missing; write for example from: agents\n"
     "--set[1]:1:30: staff.team.acting_up.after: 367 d is out of range [0 d, 366 d]; give at most "
     "366 d\n"},
    {JOINING, "staff.team.acting_up={from: [leaders]}",
     "--set[1]:1:29: staff.team.acting_up.from: a list where a text belongs; write for example "
     "from: agents\n"},
    {JOINING, "staff.team.acting_up=leaders",
     "--set[1]:1:22: staff.team.acting_up: a single value where a table of keys belongs; write for "
     "example acting_up: {from: agents, after: 2 weeks, at_most: 2}\n"},
    {JOINING, "staff.team.acting_up.from=team",
     "--set[1]:1:27: staff.team.acting_up.from: team is the group itself; name another group of "
     "staff\n"},
    {JOINING, "staff.manager.acting_up={from: team}",
     "--set[1]:1:25: staff.manager.acting_up: in posts of team people act up, too: it goes one "
     "step only; leave out one of the two\n"},
    {JOINING, "staff.leaders.acting_up={from: team}",
     "--set[1]:1:25: staff.leaders.acting_up: in posts of team people act up, too: it goes one "
     "step only; leave out one of the two\n"
     "text.yaml:16:16: staff.team.acting_up: in posts of leaders people act up, too: it goes one "
     "step only; leave out one of the two\n"},
    {PAID,
     "staff={manager: {posts: 1, acting_up: {from: team}}, team: {fte: 6, shifts: [{start: open, "
     "length: 7.4 h}], skills: [one], grade: agent}}",
     "--set[1]:1:39: staff.manager.acting_up: team has a grade, and this group none: nothing says "
     "what acting up pays; give both groups a grade, or neither\n"},
    {PAID,
     "staff={manager: {posts: 1, grade: agent, acting_up: {from: team}}, team: {fte: 6, shifts: "
     "[{start: open, length: 7.4 h}], skills: [one]}}",
     "--set[1]:1:53: staff.manager.acting_up: team has no grade, so nothing says what acting up "
     "pays; give both groups a grade, or neither\n"},
    {FIXED, "staff.generalists.acting_up={from: specialists}",
     "--set[1]:1:1: staff.generalists.acting_up: it goes with fte, not with present; leave it "
     "out\n"},
    {HEADLINE, "attrition.notice=1.5 d",
     "--set[1]:1:18: attrition.notice: 1.5 d is not a whole number of days; give whole days or "
     "weeks\n"},
    {HEADLINE, "recruitment={intake: first_of_month}",
     "--set[1]:1:13: recruitment.lead_time: is missing; write for example lead_time: {lognormal: "
     "{mean: 10 weeks, cv: 0.4}}\n"},
    {HEADLINE,
     "recruitment={lead_time: 4 weeks, stages: {}, intake: first_of_month, intake_every: 2 "
     "weeks}",
     "--set[1]:1:25: recruitment.lead_time: give lead_time or stages; leave one out\n"
     "--set[1]:1:42: recruitment.stages: there is no stage; write for example {approval: 2 weeks, "
     "advert: 4 weeks}\n"
     "--set[1]:1:70: recruitment.intake_every: intake says when joiners start; leave it out\n"},
    {HEADLINE, "learning={initial: 0.5, tau: 0 weeks}",
     "--set[1]:1:20: learning.initial: 0.5 is out of range [1, 100]; give at least 1\n"
     "--set[1]:1:30: learning.tau: 0 weeks is out of range (0 s, 3640 d]; give more than 0 s\n"},
    {HEADLINE, "pay={grades: {agent: {salary: 15,500}}}",
     "--set[1]:1:34: pay.grades.agent.500: inside {} a comma separates: 15,500 are two things; "
     "write 15500\n"},
    {HEADLINE, "pay={grades: {agent: {salary: $15500}}}",
     "--set[1]:1:31: pay.grades.agent.salary: $15500 is not an amount of money; write such as "
     "£15,500\n"},
    {HEADLINE, "services.general enquiries.weekdays={mon: 1, tue: 2}",
     "--set[1]:1:37: services.general enquiries.weekdays: wed, thu, fri, sat, sun missing; give "
     "all seven; 0 where nobody calls\n"},
    {HEADLINE, "services.general enquiries.demand={answered: 1000}",
     "--set[1]:1:35: services.general enquiries.demand: answered needs answer_rate; it is never "
     "taken for 100%; add answer_rate: the share that was answered\n"},
    {HEADLINE, "services.general enquiries.demand={wanted: 1, offered: 2}",
     "--set[1]:1:35: services.general enquiries.demand: give one of wanted, offered and answered; "
     "write for example demand: {wanted: 175000}\n"},
    {HEADLINE, "services.general enquiries.demand={wanted: 150,000}",
     "--set[1]:1:48: services.general enquiries.demand.000: inside {} a comma separates: 150,000 "
     "are two things; write 150000\n"},
    {HEADLINE, "services.general enquiries.profile={08:00: 0}",
     "--set[1]:1:36: services.general enquiries.profile: all weights are 0; give at least one "
     "above 0\n"},
    {HEADLINE, "services.general enquiries.profile={mon-fri: {08:00: 1}, sat: {09:00: 1}}",
     "--set[1]:1:36: services.general enquiries.profile: weekdays are missing; give all seven\n"},
    {HEADLINE, "services.general enquiries.growth=3%",
     "--set[1]:1:35: services.general enquiries.growth: 3% needs `per year`, e.g. 3% per year; "
     "write for example growth: 3% per year\n"},
    {HEADLINE, "services.general enquiries.events=[{from: 2005-03-07}]",
     "--set[1]:1:36: services.general enquiries.events[1].days: is missing; write for example "
     "days: 10\n"
     "--set[1]:1:36: services.general enquiries.events[1].factor: is missing; write for example "
     "factor: 1.8\n"},
    {HEADLINE, "horizon.weeks=5000",
     "text.yaml:8:11: opening.closed: england-wales.csv covers the years 1999 to 2030, the horizon "
     "reaches beyond; give a list of dates, or a horizon within these years\n"},
};

static const char ALL_WRONG[] = "muster: 3\n"
                                "horizn: {weeks: 4}\n"
                                "horizon: {start: soon, weeks: 4, interval: 7 min}\n"
                                "opening: {mon-fri: 08:00-28:00}\n"
                                "service_level: best\n"
                                "services:\n"
                                "  calls:\n"
                                "    demand: {wanted: -5}\n"
                                "    talk: 3\n"
                                "    patience: {exponential: {mean: 0 s}}\n"
                                "    balk: 70\n"
                                "    chanel: call\n"
                                "staff:\n"
                                "  agents:\n"
                                "    fte: 12\n"
                                "    full_time: 70%\n"
                                "    rota: optimal\n"
                                "    skills: [cals]\n"
                                "    shifts: [{start: 09:00, length: 8 h, lnch: 30 min}]\n"
                                "relief: {pool: 4}\n";

static const char ALL_FAULTS[] =
    "text.yaml:1:9: muster: 3 is out of range [1, 1]; write 1\n"
    "text.yaml:2:1: horizn: unknown key; did you mean horizon?\n"
    "text.yaml:3:18: horizon.start: soon is not a date, e.g. 2004-10-01; write year-month-day\n"
    "text.yaml:3:44: horizon.interval: a whole number of intervals has to make an hour; use 5, 6, "
    "10, 12, 15, 20, 30 or 60 min\n"
    "text.yaml:4:20: opening.mon-fri: 08:00-28:00 is not a span of the day, e.g. 08:00-18:00; did "
    "you mean 08:00-04:00?\n"
    "text.yaml:5:16: service_level: best is none of offered, answered, short_waits_removed, "
    "abandoned_credited, short_abandons_removed, attempted or virtual; write for example "
    "service_level: offered\n"
    "text.yaml:8:22: services.calls.demand.wanted: -5 is out of range (0, 1000000000]; did you "
    "mean 5?\n"
    "text.yaml:9:11: services.calls.talk: 3 needs a unit of time; write 3 s, 3 min, 3 h, 3 d or 3 "
    "weeks\n"
    "text.yaml:10:36: services.calls.patience.exponential.mean: 0 s has to be above 0; give more "
    "than 0\n"
    "text.yaml:11:11: services.calls.balk: 70 is not a share, such as 30% or 0.3; did you mean "
    "70%?\n"
    "text.yaml:12:5: services.calls.chanel: unknown key; did you mean channel?\n"
    "text.yaml:14:3: staff.agents: not all work full time: part_time is missing; add for example "
    "part_time: {week: 18.5 h}\n"
    "text.yaml:17:11: staff.agents.rota: optimal is not in this version; use fixed, pattern or "
    "cover\n"
    "text.yaml:18:14: staff.agents.skills[1]: there is no service cals; did you mean calls?\n"
    "text.yaml:19:42: staff.agents.shifts[1].lnch: unknown key; did you mean lunch?\n"
    "text.yaml:20:9: relief.trigger: is missing; write for example trigger: wait > 120 s\n";

/* Takes the lines with warnings out of the text. */
static void drop_warnings(char *text)
{
    char *to = text;
    for (char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n") + 1;
        char *warning = strstr(line, ": warning: ");
        if (warning == NULL || warning > line + length) {
            memmove(to, line, length);
            to += length;
        }
        line += length;
    }
    *to = '\0';
}

/* The faults as they are printed; to be freed by the caller. */
static char *faults_of(const char *text, const struct muster_overrides *overrides)
{
    char *printed = NULL;
    size_t size = 0;
    struct muster_question question;
    struct muster_faults faults;
    muster_faults_init(&faults);
    ck_assert(
        !muster_question_read_text(&question, &faults, "text.yaml", text, strlen(text), overrides));
    FILE *file = open_memstream(&printed, &size);
    ck_assert_ptr_nonnull(file);
    muster_faults_print(&faults, file);
    fclose(file);
    muster_question_clear(&question);
    muster_faults_clear(&faults);
    drop_warnings(printed);
    return printed;
}

START_TEST(faulty_setting)
{
    const struct faulty *faulty = &FAULTY[_i];
    struct muster_overrides overrides = {.set_count = 1, .set = &faulty->set};
    char *printed = faults_of(faulty->text, &overrides);
    ck_assert_str_eq(printed, faulty->expected);
    free(printed);
}
END_TEST

START_TEST(all_at_once)
{
    char *printed = faults_of(ALL_WRONG, NULL);
    ck_assert_str_eq(printed, ALL_FAULTS);
    free(printed);
}
END_TEST

static const char WITHOUT_INCLUDE[] = "include: missing.yaml\n"
                                      "horizon: {start: 06.01.2025}\n"
                                      "services:\n"
                                      "  calls: {wrap: 40, blak: 3%, retry: {abandoned: 20%}}\n"
                                      "staff:\n"
                                      "  agents: {fte: -3, skills: [complaints], grade: agent}\n"
                                      "candidates: [{name: a, set: {staff.leaders.fte: 3}}]\n";

/* What the file itself says wrong is found; what is missing may stand in the include. */
START_TEST(include_is_missing)
{
    char *printed = faults_of(WITHOUT_INCLUDE, NULL);
    char *own = strchr(printed, '\n');
    ck_assert_ptr_nonnull(strstr(printed, "text.yaml:1:10: include: "));
    ck_assert_ptr_nonnull(strstr(printed, "missing.yaml does not exist"));
    ck_assert_str_eq(
        own + 1, "text.yaml:2:18: horizon.start: 06.01.2025 is not a date that exists, e.g. "
                 "2004-10-01; did you mean 2025-01-06 (year-month-day)?\n"
                 "text.yaml:4:17: services.calls.wrap: 40 needs a unit of time; write 40 s, 40 "
                 "min, 40 h, 40 d or 40 weeks\n"
                 "text.yaml:4:21: services.calls.blak: unknown key; did you mean balk?\n"
                 "text.yaml:6:17: staff.agents.fte: -3 is out of range [0, 10000]; did you mean "
                 "3?\n");
    free(printed);
}
END_TEST

START_TEST(file_is_missing)
{
    struct muster_question question;
    struct muster_faults faults;
    muster_faults_init(&faults);
    ck_assert(!muster_question_read(&question, &faults, "/nowhere/at-all.yaml", NULL));
    ck_assert_uint_eq(faults.fault_count, 1);
    ck_assert_ptr_null(question.candidate);
    muster_faults_clear(&faults);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("decode faults");
    TCase *tests = tcase_create("decode faults");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, faulty_setting, 0, (int)(sizeof FAULTY / sizeof *FAULTY));
    tcase_add_test(tests, all_at_once);
    tcase_add_test(tests, include_is_missing);
    tcase_add_test(tests, file_is_missing);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
