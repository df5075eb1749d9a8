/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The exponential function of draws against long double, over its whole range and at its edges.
 */
#include "exponent.h"

#include "check_main.h"
#include "random.h"
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* The reference must be better than what it judges. */
_Static_assert(LDBL_MANT_DIG >= 64, "long double is no wider than double here");

#define MOST_ULP 0.52L /* as exponent.h promises */
#define KNOWN_BITS UINT64_C(0xefd67be2f7fb1727)
enum { POINTS = 400000 };

/* How far value is from e^x, in units in the last place of a normal double. */
static long double miss(double x, double value)
{
    long double exact = expl((long double)x);
    int power;
    (void)frexpl(exact, &power);
    return fabsl((long double)value - exact) / ldexpl(1, power - DBL_MANT_DIG);
}

/* Furthest over points drawn evenly from [low, high). */
static long double furthest(double low, double high, uint64_t seed)
{
    struct muster_stream stream =
        muster_stream_at((struct muster_key){seed, 0}, MUSTER_PURPOSE_PARAMETER, 0, 0, 0);
    long double most = 0;
    for (int i = 0; i < POINTS; i++) {
        double x = low + (high - low) * muster_stream_uniform(&stream);
        long double ulp = miss(x, muster_exponent(x));
        most = ulp > most ? ulp : most;
    }
    return most;
}

START_TEST(table_is_exact)
{
    for (int j = 0; j < MUSTER_EXPONENT_ROWS; j++) {
        const struct muster_exponent_row *row = &MUSTER_EXPONENT[j];
        long double exact = exp2l((long double)j / MUSTER_EXPONENT_ROWS);
        ck_assert(row->size == (double)exact);
        ck_assert(fabsl((long double)row->size * (1 + (long double)row->rest) - exact) <=
                  4 * LDBL_EPSILON);
    }
}
END_TEST

START_TEST(range_within_bound)
{
    const double range[][2] = {{-1, 1},      {-0.01, 0.01}, {-5, 5},        {-50, 50},
                               {-708, -650}, {650, 709.78}, {-708, 709.78}, {-1e-300, 1e-300}};
    for (size_t i = 0; i < sizeof range / sizeof *range; i++)
        ck_assert(furthest(range[i][0], range[i][1], 7 + i) < MOST_ULP);
}
END_TEST

/* Where the multiple of ln 2 / 128 changes, r is largest. */
START_TEST(steps_within_bound)
{
    long double most = 0;
    for (int k = -130000; k <= 130000; k++)
        for (int side = -2; side <= 2; side++) {
            double x = (k + 0.5) / MUSTER_EXPONENT_PER;
            for (int s = 0; s < (side < 0 ? -side : side); s++)
                x = nextafter(x, side < 0 ? -INFINITY : INFINITY);
            long double ulp = miss(x, muster_exponent(x));
            most = ulp > most ? ulp : most;
        }
    ck_assert(most < MOST_ULP);
}
END_TEST

START_TEST(extremes_are_right)
{
    ck_assert(muster_exponent(0) == 1);
    ck_assert(muster_exponent(-0.0) == 1);
    ck_assert(muster_exponent(DBL_MIN) == 1);
    ck_assert(muster_exponent(-DBL_TRUE_MIN) == 1);
    ck_assert(muster_exponent(709.782712893384) == exp(709.782712893384));
    ck_assert(isinf(muster_exponent(709.7827128933841)));
    ck_assert(isinf(muster_exponent(DBL_MAX)));
    ck_assert(isinf(muster_exponent(INFINITY)));
    ck_assert(muster_exponent(-INFINITY) == 0);
    ck_assert(muster_exponent(-DBL_MAX) == 0);
    ck_assert(muster_exponent(-745.2) == 0);
    ck_assert(muster_exponent(-745.1) == DBL_TRUE_MIN);
    ck_assert(isnan(muster_exponent(NAN)));
}
END_TEST

/* Below 2^-1022 numbers are DBL_TRUE_MIN apart; half of that, and half a place of the size before.
 */
START_TEST(small_within_one_unit)
{
    for (double x = -745.5; x < -708; x += 0.000977) {
        long double exact = expl((long double)x);
        long double apart = fabsl((long double)muster_exponent(x) - exact);
        ck_assert(apart < 0.76L * (long double)DBL_TRUE_MIN);
    }
}
END_TEST

/* The two ways meet: no jump, no step back. */
START_TEST(grows_across_the_limit)
{
    for (int sign = -1; sign <= 1; sign += 2) {
        double x = sign * MUSTER_EXPONENT_QUICK * (1 - 1e-14 * sign), last = 0;
        for (int i = 0; i < 200; i++, x = nextafter(x, INFINITY)) {
            double value = muster_exponent(x);
            ck_assert(value >= last);
            last = value;
        }
    }
}
END_TEST

/* The same bits on every machine: FNV-1a over results, known once and for all. */
START_TEST(bits_are_the_same_everywhere)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (int i = -40000; i <= 40000; i++) {
        double value = muster_exponent(0.017903 * i);
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        hash = (hash ^ bits) * UINT64_C(0x100000001b3);
    }
    ck_assert_msg(hash == KNOWN_BITS, "%#llx", (unsigned long long)hash);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("exponent");
    TCase *tcase = tcase_create("exponent");
    tcase_add_test(tcase, table_is_exact);
    tcase_add_test(tcase, range_within_bound);
    tcase_add_test(tcase, steps_within_bound);
    tcase_add_test(tcase, extremes_are_right);
    tcase_add_test(tcase, small_within_one_unit);
    tcase_add_test(tcase, grows_across_the_limit);
    tcase_add_test(tcase, bits_are_the_same_everywhere);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
