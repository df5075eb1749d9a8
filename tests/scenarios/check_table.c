/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of data: what is read, what is refused and where the fault points; which files may be
 * read at all. Each test works in a folder of its own.
 */
#include "calendar.h"
#include "check_main.h"
#include "file.h"
#include "table.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[PATH_MAX];
static struct muster_tables tables;
static struct muster_faults faults;

static void begin(void)
{
    char made[] = "/tmp/muster-table-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(made));
    char *real = muster_file_real(made);
    ck_assert_ptr_nonnull(real);
    ck_assert_int_lt(snprintf(folder, sizeof folder, "%s", real), PATH_MAX);
    free(real);
    tables = (struct muster_tables){.folder = folder};
    muster_faults_init(&faults);
}

static void in_folder(char path[PATH_MAX], const char *name)
{
    ck_assert_int_lt(snprintf(path, PATH_MAX, "%s/%s", folder, name), PATH_MAX);
}

static void end(void)
{
    static const char *const NAMES[] = {"t.csv", "fifo.csv", "link.csv", "england-wales.csv"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char path[PATH_MAX];
        in_folder(path, NAMES[i]);
        remove(path);
    }
    rmdir(folder);
    muster_tables_clear(&tables);
    muster_faults_clear(&faults);
}

static void write_bytes(const char *name, const char *bytes, size_t length)
{
    char path[PATH_MAX];
    in_folder(path, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static const struct muster_table *read_name(const char *name, bool shipped)
{
    struct muster_place place = {"s.yaml", 3, 9};
    return muster_table_read(&tables, name, "week,weight", shipped, place, "season.file", &faults);
}

START_TEST(sound_table)
{
    static const char TEXT[] = "\xEF\xBB\xBF# weights\r\n\r\nweek , weight\r\n 1, 0.5 \r\n"
                               "2,\"1,\"\"5\" \r\n#end\r\n3,";
    write_bytes("t.csv", TEXT, sizeof TEXT - 1);
    const struct muster_table *table = read_name("t.csv", false);
    ck_assert_ptr_nonnull(table);
    ck_assert_uint_eq(table->rows, 3);
    ck_assert_str_eq(muster_table_cell(table, 0, 1), "0.5");
    ck_assert_str_eq(muster_table_cell(table, 1, 1), "1,\"5");
    ck_assert_str_eq(muster_table_cell(table, 2, 1), "");
    ck_assert_int_eq(muster_table_place(table, 1).line, 5);
    ck_assert_ptr_eq(read_name("t.csv", false), table);
    ck_assert(!muster_faults_any(&faults));
}
END_TEST

struct bad {
    const char *text, *says;
    int line;
};

static const struct bad BAD[] = {
    {"", "no lines of data", 1},
    {"week,weight\n", "no lines of data", 1},
    {"week;weight\n1;2\n", "not the expected", 1},
    {"week,weights\n1,2\n", "not the expected", 1},
    {"# x\nweek,weight\n1,2\n1,2,3\n", "another number of columns", 4},
    {"week,weight\n1\n", "another number of columns", 2},
    {"week,weight\n1,\"2\n", "double quote", 2},
    {"week,weight\n1,\"2\"x\n", "double quote", 2},
};

START_TEST(bad_table)
{
    write_bytes("t.csv", BAD[_i].text, strlen(BAD[_i].text));
    ck_assert_ptr_null(read_name("t.csv", false));
    ck_assert_uint_eq(faults.count, 1);
    ck_assert_str_eq(faults.items[0].file, "t.csv");
    ck_assert_int_eq(faults.items[0].line, BAD[_i].line);
    ck_assert_msg(strstr(faults.items[0].text, BAD[_i].says) != NULL, "%s", faults.items[0].text);
    /* Read once, faulted once. */
    ck_assert_ptr_null(read_name("t.csv", false));
    ck_assert_uint_eq(faults.count, 1);
}
END_TEST

START_TEST(nul_bytes)
{
    write_bytes("t.csv", "week,weight\n1,\0\n", 16);
    ck_assert_ptr_null(read_name("t.csv", false));
    ck_assert_ptr_nonnull(strstr(faults.items[0].text, "NUL"));
}
END_TEST

/* The fault stands where the scenario names the file. */
static void expect_refusal(const char *name)
{
    ck_assert_ptr_null(read_name(name, false));
    ck_assert_uint_eq(faults.count, 1);
    ck_assert_str_eq(faults.items[0].file, "s.yaml");
    ck_assert_int_eq(faults.items[0].line, 3);
    ck_assert_str_eq(faults.items[0].path, "season.file");
}

START_TEST(missing_file)
{
    expect_refusal("none.csv");
}
END_TEST

START_TEST(fifo_does_not_hang)
{
    char path[PATH_MAX];
    in_folder(path, "fifo.csv");
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    expect_refusal("fifo.csv");
}
END_TEST

START_TEST(outside_the_folder)
{
    char other[] = "/tmp/muster-outside-XXXXXX", link[PATH_MAX];
    int descriptor = mkstemp(other);
    ck_assert_int_ge(descriptor, 0);
    ck_assert_int_eq(write(descriptor, "week,weight\n1,2\n", 16), 16);
    close(descriptor);
    in_folder(link, "link.csv");
    ck_assert_int_eq(symlink(other, link), 0);
    expect_refusal("link.csv");
    ck_assert_ptr_null(read_name(other, false));
    ck_assert_uint_eq(faults.fault_count, 2);
    tables.allow_outside = true;
    ck_assert_ptr_nonnull(read_name("link.csv", false));
    remove(other);
}
END_TEST

/* The scenario's folder comes before $MUSTER_DATA, that before the shipped folder. */
START_TEST(shipped_names)
{
    static const char TEXT[] = "week,weight\n1,2\n";
    char dates[] = "/tmp/muster-data-XXXXXX", path[PATH_MAX];
    struct muster_place place = {"s.yaml", 1, 1};
    const struct muster_table *shipped = muster_table_read(
        &tables, "england-wales.csv", "date,name", true, place, "closed", &faults);
    ck_assert_ptr_nonnull(shipped);
    ck_assert_uint_gt(shipped->rows, 250);
    ck_assert_ptr_nonnull(mkdtemp(dates));
    snprintf(path, sizeof path, "%s/mine.csv", dates);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(TEXT, file);
    fclose(file);
    ck_assert_int_eq(setenv("MUSTER_DATA", dates, 1), 0);
    ck_assert_ptr_nonnull(read_name("mine.csv", true));
    unsetenv("MUSTER_DATA");
    remove(path);
    rmdir(dates);
    write_bytes("england-wales.csv", TEXT, sizeof TEXT - 1);
    ck_assert_ptr_nonnull(read_name("england-wales.csv", true));
    ck_assert(!muster_faults_any(&faults));
}
END_TEST

/* Eight bank holidays a year, never on a weekend, and the extra days of proclamations: 31 December
 * 1999, the jubilees of 2002, 2012 and 2022, the weddings and funerals and coronations of 2011,
 * 2022 and 2023. Easter Mondays by the almanac. At weekends stand Christmas Day, Boxing Day and New
 * Year's Day alone: 96 of them in 32 years, by the almanac 27 at a weekend. */
START_TEST(bank_holidays)
{
    static const struct {
        int year, extra;
    } EXTRA[] = {{1999, 1}, {2002, 1}, {2011, 1}, {2012, 1}, {2022, 2}, {2023, 1}};
    static const char *const DAYS[] = {"2000-04-24", "2005-03-28", "2011-04-25",
                                       "2020-05-08", "2022-06-02", "2004-12-27",
                                       "2004-12-25", "2005-01-01", "2021-12-26"};
    struct muster_place place = {"s.yaml", 1, 1};
    const struct muster_table *table = muster_table_read(&tables, "england-wales.csv", "date,name",
                                                         true, place, "closed", &faults);
    ck_assert_ptr_nonnull(table);
    int count[32] = {0}, weekend = 0;
    size_t known = 0;
    for (size_t row = 0; row < table->rows; row++) {
        int32_t date = 0;
        const char *text = muster_table_cell(table, row, 0);
        ck_assert(muster_date_parse(&date, text));
        struct muster_civil civil = muster_civil_from_date(date);
        bool christmas = civil.month == 12 && (civil.day == 25 || civil.day == 26);
        if (muster_weekday(date) >= 5)
            ck_assert(christmas || (civil.month == 1 && civil.day == 1));
        weekend += muster_weekday(date) >= 5;
        count[civil.year - 1999] += muster_weekday(date) < 5;
        for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++)
            known += strcmp(text, DAYS[i]) == 0;
    }
    for (size_t i = 0; i < sizeof EXTRA / sizeof *EXTRA; i++)
        count[EXTRA[i].year - 1999] -= EXTRA[i].extra;
    for (int year = 0; year < 32; year++)
        ck_assert_int_eq(count[year], 8);
    ck_assert_int_eq(weekend, 27);
    ck_assert_uint_eq(known, sizeof DAYS / sizeof *DAYS);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("table");
    TCase *tests = tcase_create("table");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, sound_table);
    tcase_add_loop_test(tests, bad_table, 0, (int)(sizeof BAD / sizeof *BAD));
    tcase_add_test(tests, nul_bytes);
    tcase_add_test(tests, missing_file);
    tcase_add_test(tests, fifo_does_not_hang);
    tcase_add_test(tests, outside_the_folder);
    tcase_add_test(tests, shipped_names);
    tcase_add_test(tests, bank_holidays);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
