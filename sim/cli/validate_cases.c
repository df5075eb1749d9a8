/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "validate_cases.h"

/* Replications of the steady cases, and of those where one replication is one draw of what is not
 * known: a year's busyness, the number of people. */
enum { STEADY = 60, DRAWN = 1000 };

/* The head of a scenario that runs day and night, and of one that opens at 08:00. */
#define HEAD(days)                                                                                 \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, days: " #days ", interval: 30 min, warm_up: 1 d}\n"              \
    "opening: always\n"                                                                            \
    "target: 80% in 20 s\n"
#define DAY_HEAD(days, close)                                                                      \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, days: " #days ", interval: 30 min}\n"                            \
    "opening: {mon-sun: 08:00-" close "}\n"                                                        \
    "target: 80% in 20 s\n"
/* One service, one group. */
#define QUEUE(rate, rest, agents)                                                                  \
    "services: {calls: {rate: " rate ", " rest "}}\n"                                              \
    "staff: {agents: {present: " agents ", skills: [calls]}}\n"
#define EXPONENTIAL(mean) "{exponential: {mean: " mean "}}"

#define ALL NULL

/* Where callers are blocked, the exact values, known per attempt, are divided by the share offered
 * for every measure that is per offered contact. */
static const struct muster_validate_case CASES[] = {
    {.name = "Erlang C: 3 agents, endless patience",
     .replications = STEADY,
     .scenario = HEAD(150) QUEUE("12 per hour", "handle: " EXPONENTIAL("600 s"), "3"),
     .figure = {{"waited_fraction", ALL, 0.444444},
                {"wait_s", ALL, 266.667},
                {"service_level_offered", ALL, 0.570126},
                {"queue_mean", ALL, 0.888889},
                {"occupancy", ALL, 0.666667}}},
    {.name = "Erlang C: 7 agents",
     .replications = STEADY,
     .scenario = HEAD(50) QUEUE("60 per hour", "handle: " EXPONENTIAL("300 s"), "7"),
     .figure = {{"waited_fraction", ALL, 0.32415},
                {"wait_s", ALL, 48.6225},
                {"service_level_offered", ALL, 0.716313},
                {"queue_mean", ALL, 0.810375},
                {"occupancy", ALL, 0.714286}}},
    {.name = "Erlang B: as many lines as agents",
     .replications = STEADY,
     .scenario = HEAD(7)
         QUEUE("400 per hour",
               "lines: 20, handle: " EXPONENTIAL("200 s") ", patience: " EXPONENTIAL("60 s"), "20"),
     .figure = {{"blocked_fraction", ALL, 0.21452},
                {"service_level_attempted", ALL, 0.78548},
                {"occupancy", ALL, 0.872756}}},
    {.name = "Loss: 12 agents, 17 lines, endless patience",
     .replications = STEADY,
     .scenario = HEAD(12) QUEUE("252 per hour", "lines: 17, handle: " EXPONENTIAL("120 s"), "12"),
     .figure = {{"blocked_fraction", ALL, 0.00947687},
                {"service_level_attempted", ALL, 0.918768},
                {"waited_fraction", ALL, 0.156365 / (1 - 0.00947687)},
                {"wait_s", ALL, 3.6327 / (1 - 0.00947687)},
                {"asa_s", ALL, 3.66745},
                {"service_level_virtual", ALL, 1 - 0.0717553 / (1 - 0.00947687)},
                {"queue_mean", ALL, 0.254289},
                {"occupancy", ALL, 0.693366}}},
    {.name = "Erlang A: 50 agents, patience of 2 min",
     .replications = STEADY,
     .scenario = HEAD(2) QUEUE(
         "2880 per hour", "handle: " EXPONENTIAL("60 s") ", patience: " EXPONENTIAL("120 s"), "50"),
     .figure = {{"waited_fraction", ALL, 0.467774},
                {"abandoned_fraction", ALL, 0.0309122},
                {"wait_s", ALL, 3.70947},
                {"asa_s", ALL, 3.6159},
                {"service_level_offered", ALL, 0.943019},
                {"service_level_abandoned_credited", ALL, 0.943019 + 0.0298454},
                {"service_level_virtual", ALL, 1 - 0.0320569},
                {"queue_mean", ALL, 2.96758},
                {"occupancy", ALL, 0.930324}}},
    {.name = "Erlang A: two agents, light load",
     .replications = STEADY,
     .scenario = HEAD(150) QUEUE(
         "15 per hour", "handle: " EXPONENTIAL("240 s") ", patience: " EXPONENTIAL("90 s"), "2"),
     .figure = {{"waited_fraction", ALL, 0.237612},
                {"abandoned_fraction", ALL, 0.143581},
                {"wait_s", ALL, 12.9223},
                {"asa_s", ALL, 6.1545},
                {"service_level_offered", ALL, 0.789685},
                {"service_level_virtual", ALL, 1 - 0.207221},
                {"queue_mean", ALL, 0.053843},
                {"occupancy", ALL, 0.428209}}},
    {.name = "Erlang A: patience of 5 s",
     .replications = STEADY,
     .scenario = HEAD(14) QUEUE(
         "200 per hour", "handle: " EXPONENTIAL("190 s") ", patience: " EXPONENTIAL("5 s"), "10"),
     .figure = {{"waited_fraction", ALL, 0.282763},
                {"abandoned_fraction", ALL, 0.229298},
                {"wait_s", ALL, 1.14649},
                {"asa_s", ALL, 0.293799},
                {"service_level_offered", ALL, 0.770305},
                {"service_level_virtual", ALL, 1 - 0.104175},
                {"queue_mean", ALL, 0.0636939},
                {"occupancy", ALL, 0.813519}}},
    {.name = "Patience lognormal, cv 1.5",
     .replications = STEADY,
     .scenario = HEAD(8) QUEUE(
         "340 per hour",
         "handle: " EXPONENTIAL("300 s") ", patience: {lognormal: {mean: 180 s, cv: 1.5}}", "28"),
     .figure = {{"waited_fraction", ALL, 0.495177},
                {"abandoned_fraction", ALL, 0.0890014},
                {"wait_s", ALL, 16.2141},
                {"asa_s", ALL, 14.5329},
                {"service_level_offered", ALL, 0.658425},
                {"service_level_virtual", ALL, 1 - 0.337964},
                {"queue_mean", ALL, 1.53134},
                {"occupancy", ALL, 0.921844}}},
    {.name = "Patience of exactly 60 s",
     .replications = STEADY,
     .scenario =
         HEAD(24) QUEUE("115 per hour", "handle: " EXPONENTIAL("240 s") ", patience: 60 s", "8"),
     .figure = {{"waited_fraction", ALL, 0.440195},
                {"abandoned_fraction", ALL, 0.142657},
                {"wait_s", ALL, 17.3616},
                {"asa_s", ALL, 10.2668},
                {"service_level_offered", ALL, 0.661752},
                {"queue_mean", ALL, 0.554607},
                {"occupancy", ALL, 0.821621}}},
    {.name = "Patience a mixture of patient and hasty",
     .replications = STEADY,
     .scenario = HEAD(13)
         QUEUE("210 per hour",
               "handle: " EXPONENTIAL(
                   "360 s") ", patience: {mixture: [{weight: 0.9, exponential: {mean: 240 s}}, "
                            "{weight: 0.1, exponential: {mean: 8 s}}]}",
               "22"),
     .figure = {{"waited_fraction", ALL, 0.356462},
                {"abandoned_fraction", ALL, 0.0830859},
                {"wait_s", ALL, 12.6953},
                {"asa_s", ALL, 11.6914},
                {"service_level_offered", ALL, 0.741809},
                {"service_level_virtual", ALL, 1 - 0.247569},
                {"queue_mean", ALL, 0.740558},
                {"occupancy", ALL, 0.875236}}},
    {.name = "Handle time Erlang-2",
     .replications = STEADY,
     .scenario = HEAD(50) QUEUE(
         "60 per hour",
         "lines: 23, handle: {erlang: {mean: 150 s, k: 2}}, patience: " EXPONENTIAL("80 s"), "3"),
     .figure = {{"waited_fraction", ALL, 0.419145},
                {"abandoned_fraction", ALL, 0.187951},
                {"wait_s", ALL, 15.0361},
                {"queue_mean", ALL, 0.250601},
                {"occupancy", ALL, 0.676708}}},
    {.name = "Handle time constant, one agent (Pollaczek-Khinchine)",
     .replications = STEADY,
     .scenario = HEAD(150) QUEUE("16 per hour", "handle: 180 s", "1"),
     .figure = {{"waited_fraction", ALL, 0.8}, {"wait_s", ALL, 360.0}, {"occupancy", ALL, 0.8}}},
    {.name = "Random attendance: 34 rostered, each there with 93 %",
     .replications = DRAWN,
     .scenario = HEAD(1) "services: {calls: {rate: 330 per hour, handle: " EXPONENTIAL(
         "320 s") ", patience: " EXPONENTIAL("150 s") "}}\n"
                                                      "staff: {agents: {present: 34, skills: "
                                                      "[calls], "
                                                      "attendance: {probability: 93%, drawn: "
                                                      "horizon}}}\n",
     .figure = {{"waited_fraction", ALL, 0.30596},
                {"abandoned_fraction", ALL, 0.0550994},
                {"wait_s", ALL, 8.26491},
                {"service_level_offered", ALL, 0.810267},
                {"queue_mean", ALL, 0.757617}}},
    {.name = "Overdispersed: the day's rate is gamma, cv 20 %",
     .replications = DRAWN,
     .scenario =
         HEAD(1) QUEUE("{gamma: {mean: 600 per hour, cv: 0.2}}",
                       "handle: " EXPONENTIAL("300 s") ", patience: " EXPONENTIAL("120 s"), "52"),
     .figure = {{"waited_fraction", ALL, 0.412702},
                {"abandoned_fraction", ALL, 0.0872471},
                {"service_level_offered", ALL, 0.735561},
                {"queue_mean", ALL, 1.74494}}},
    {.name = "Overdispersed: busyness cv 5 %, 13 hours, one in ten balks",
     .replications = STEADY,
     .scenario = DAY_HEAD(
         60, "21:00") "services:\n"
                      "  calls:\n"
                      "    rate: {08:00: 100 per hour, 09:00: 150 per hour, 11:00: 180 per hour,\n"
                      "           12:00: 200 per hour, 13:00: 150 per hour, 16:00: 120 per hour,\n"
                      "           17:00: 100 per hour, 18:00: 80 per hour, 19:00: 70 per hour,\n"
                      "           20:00: 60 per hour}\n"
                      "    handle: " EXPONENTIAL(
                          "100 s") "\n"
                                   "    patience: " EXPONENTIAL(
                                       "1000 s") "\n"
                                                 "    balk: 10%\n"
                                                 "    busyness: {cv: 0.05}\n"
                                                 "staff:\n"
                                                 "  agents: {present: {08:00: 4, 09:00: 6, 10:00: "
                                                 "8, 13:00: 7, 14:00: 8, 16:00: 6,\n"
                                                 "           18:00: 4}, skills: [calls]}\n",
     .figure = {{"waited_fraction", ALL, 0.136221},
                {"balked_fraction", ALL, 25.1252 / 1660},
                {"abandoned_fraction", ALL, 7.84118 / 1660},
                {"wait_s", ALL, 4.7236},
                {"service_level_offered", ALL, 0.9075}}},
    {.name = "A day of 8 hours, from empty",
     .replications = STEADY,
     .scenario = DAY_HEAD(40, "16:00") QUEUE(
         "252 per hour", "handle: " EXPONENTIAL("120 s") ", patience: " EXPONENTIAL("60 s"), "12"),
     .figure = {{"waited_fraction", ALL, 0.12619},
                {"abandoned_fraction", ALL, 0.0293964},
                {"wait_s", ALL, 1.76379},
                {"service_level_offered", ALL, 0.945793},
                {"service_level_virtual", ALL, 1 - 0.0433688},
                {"queue_mean", ALL, 0.12341}}},
    {.name = "A shift ends: 30 agents, then 12",
     .replications = STEADY,
     .scenario = DAY_HEAD(150, "10:00")
         QUEUE("{08:00: 300 per hour, 09:30: 130 per hour}",
               "handle: " EXPONENTIAL("330 s") ", patience: " EXPONENTIAL("100 s"),
               "{08:00: 30, 09:00: 12}"),
     .figure = {{"waited_fraction", ALL, 0.462619},
                {"abandoned_fraction", ALL, 0.226323},
                {"wait_s", ALL, 22.6323},
                {"service_level_offered", ALL, 0.608469},
                {"service_level_virtual", ALL, 1 - 0.384353}}},
    {.name = "A lunch gap: 20 agents, 11, 20",
     .replications = STEADY,
     .scenario = DAY_HEAD(200, "10:00")
         QUEUE("190 per hour", "handle: " EXPONENTIAL("300 s") ", patience: " EXPONENTIAL("75 s"),
               "{08:00: 20, 08:45: 11, 09:15: 20}"),
     .figure = {{"waited_fraction", ALL, 0.268118},
                {"abandoned_fraction", ALL, 0.113058},
                {"wait_s", ALL, 8.47936},
                {"service_level_offered", ALL, 0.796924},
                {"service_level_virtual", ALL, 1 - 0.194234}}},
    {.name = "A day on 30 lines",
     .replications = STEADY,
     .scenario = DAY_HEAD(120, "10:00")
         QUEUE("{08:00: 300 per hour, 08:30: 420 per hour, 09:00: 360 per hour, "
               "09:30: 240 per hour}",
               "lines: 30, handle: " EXPONENTIAL("240 s") ", patience: " EXPONENTIAL("120 s"),
               "{08:00: 22, 08:30: 24, 09:30: 20}"),
     .figure = {{"blocked_fraction", ALL, 15.6898 / 660},
                {"abandoned_fraction", ALL, 50.4905 / (660 - 15.6898)},
                {"wait_s", ALL, 6058.86 / (660 - 15.6898)},
                {"service_level_attempted", ALL, 0.742047},
                {"service_level_virtual", ALL, 1 - 0.221629 * 660 / (660 - 15.6898)}}},
    {.name = "Two priorities, one group",
     .replications = STEADY,
     .scenario =
         HEAD(
             28) "services:\n"
                 "  first: {rate: 40 per hour, priority: 1, handle: " EXPONENTIAL(
                     "240 s") ", patience: " EXPONENTIAL("200 s") "}\n"
                                                                  "  second: {rate: 60 per hour, "
                                                                  "priority: 2, "
                                                                  "handle: " EXPONENTIAL("240 s") ", patience: " EXPONENTIAL(
                                                                      "80 s") "}\n"
                                                                              "staff: {agents: "
                                                                              "{present: 7, "
                                                                              "skills: [[first, "
                                                                              "second]]}}\n",
     .figure = {{"waited_fraction", ALL, 0.418827},
                {"occupancy", ALL, 0.800705},
                {"abandoned_fraction", "first", 0.079077},
                {"abandoned_fraction", "second", 0.212716},
                {"wait_s", "first", 15.8154},
                {"wait_s", "second", 17.0173},
                {"service_level_offered", "first", 0.715987},
                {"service_level_offered", "second", 0.660339},
                {"service_level_virtual", "first", 1 - 0.277597},
                {"service_level_virtual", "second", 1 - 0.329789}}},
    {.name = "N-design: the second group helps the first, slower",
     .replications =
         STEADY,
     .scenario = HEAD(
         20) "services:\n"
             "  one: {rate: 90 per hour, handle: " EXPONENTIAL("180 s") ", patience: " EXPONENTIAL(
                 "120 s") "}\n"
                          "  two: {rate: 50 per hour, handle: " EXPONENTIAL(
                              "220 s") ", patience: " EXPONENTIAL("90 s") "}\n"
                                                                          "staff:\n"
                                                                          "  juniors: {present: 4, "
                                                                          "skills: [one]}\n"
                                                                          "  seniors: {present: 5, "
                                                                          "skills: [two, {service: "
                                                                          "one, "
                                                                          "handle_factor: "
                                                                          "1.222222222222}]}\n",
     .figure = {{"waited_fraction", "one", 0.275913},
                {"waited_fraction", "two", 0.450718},
                {"abandoned_fraction", "one", 0.0782717},
                {"abandoned_fraction", "two", 0.180998},
                {"occupancy", "juniors", 0.761856},
                {"occupancy", "seniors", 0.769477},
                {"service_level_offered", "one", 0.806637},
                {"service_level_offered", "two", 0.655502},
                {"service_level_virtual", "one", 1 - 0.186692},
                {"service_level_virtual", "two", 1 - 0.332706}}},
    {.name = "X-design: overflow both ways",
     .replications = STEADY,
     .scenario = HEAD(
         20) "services:\n"
             "  one: {rate: 60 per hour, handle: " EXPONENTIAL("200 s") ", patience: " EXPONENTIAL(
                 "100 s") "}\n"
                          "  two: {rate: 75 per hour, handle: " EXPONENTIAL(
                              "200 s") ", patience: " EXPONENTIAL("100 s") "}\n"
                                                                           "staff:\n"
                                                                           "  ones: {present: 4, "
                                                                           "skills: [one, two]}\n"
                                                                           "  twos: {present: 4, "
                                                                           "skills: [two, one]}\n",
     .figure = {{"waited_fraction", ALL, 0.410838},
                {"queue_mean", "one", 0.226276},
                {"queue_mean", "two", 0.287886},
                {"abandoned_fraction", "one", 0.135766},
                {"abandoned_fraction", "two", 0.138185},
                {"occupancy", "ones", 0.799755},
                {"occupancy", "twos", 0.818164}}},
    {.name = "Redial: six in ten who abandon try again",
     .replications = STEADY,
     .scenario =
         HEAD(40) QUEUE("130 per hour",
                        "handle: " EXPONENTIAL("240 s") ", patience: " EXPONENTIAL(
                            "90 s") ", retry: {abandoned: 60%, delay: " EXPONENTIAL("10 min") "}",
                        "8"),
     .figure = {{"attempted", ALL, 130 * 24 * 40 * 1.23121},
                {"waited_fraction", ALL, 0.694423},
                {"abandoned_fraction", ALL, 0.312985},
                {"served_of_wanted", ALL, 0.84586},
                {"queue_mean", ALL, 1.25239},
                {"occupancy", ALL, 0.916348}}},
};

const struct muster_validate_case *muster_validate_cases(size_t *count)
{
    *count = sizeof CASES / sizeof CASES[0];
    return CASES;
}
