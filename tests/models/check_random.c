/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Philox against its published vectors, streams against their documented address, names, uniforms,
 * and the ziggurats' tables and rare branches. The samplers' laws are tested in check_law.c.
 */
#include "check_main.h"
#include "random.h"
#include <Random123/philox.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Philox4x64-10 ---- */

struct known_block {
    uint64_t counter[4], key[2], out[4];
};

/* Origin: kat_vectors of the Random123 distribution, lines "philox4x64 10": zeros, ones, pi. */
static const struct known_block KNOWN[] = {
    {{0, 0, 0, 0},
     {0, 0},
     {0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}},
    {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX},
     {UINT64_MAX, UINT64_MAX},
     {0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}},
    {{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
     {0x452821e638d01377, 0xbe5466cf34e90c6c},
     {0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}}};

/* The library's own function is the oracle for ours, over untidy counters and keys. */
START_TEST(philox_is_random123s)
{
    uint64_t word = 0x243f6a8885a308d3u;
    for (int n = 0; n < 10000; n++) {
        uint64_t in[6], out[4];
        for (int i = 0; i < 6; i++)
            in[i] = word = word * 6364136223846793005u + 1442695040888963407u;
        muster_philox(out, in, in + 4);
        philox4x64_ctr_t counter = {{in[0], in[1], in[2], in[3]}};
        philox4x64_key_t key = {{in[4], in[5]}};
        philox4x64_ctr_t expected = philox4x64_R(10, counter, key);
        ck_assert_mem_eq(out, expected.v, sizeof out);
    }
}
END_TEST

START_TEST(philox_gives_the_published_blocks)
{
    uint64_t out[4];
    muster_philox(out, KNOWN[_i].counter, KNOWN[_i].key);
    ck_assert_mem_eq(out, KNOWN[_i].out, sizeof out);
}
END_TEST

/* ---- streams ---- */

static const struct muster_key KEY = {20040513, 17};

START_TEST(stream_reads_the_blocks_of_its_address)
{
    struct muster_stream stream = muster_stream_at(KEY, MUSTER_PURPOSE_TALK, 11, 22, 33);
    for (uint64_t block = 0; block < 5; block++) {
        const uint64_t counter[4] = {(uint64_t)MUSTER_PURPOSE_TALK << 32 | block, 11, 22, 33};
        const uint64_t key[2] = {KEY.seed, KEY.replication};
        uint64_t out[4];
        muster_philox(out, counter, key);
        for (int i = 0; i < 4; i++)
            ck_assert_uint_eq(muster_stream_word(&stream), out[i]);
    }
}
END_TEST

START_TEST(opening_a_stream_computes_nothing)
{
    struct muster_stream stream = muster_stream_at(KEY, MUSTER_PURPOSE_GAP, 1, 2, 3);
    ck_assert_uint_eq(stream.left, 0);
    ck_assert_uint_eq(stream.block, 0);
}
END_TEST

static uint64_t first_word(struct muster_key key, enum muster_purpose purpose, uint64_t entity,
                           uint64_t index, uint64_t sub)
{
    struct muster_stream stream = muster_stream_at(key, purpose, entity, index, sub);
    return muster_stream_word(&stream);
}

START_TEST(every_part_of_the_address_matters)
{
    const struct muster_key seed = {KEY.seed + 1, KEY.replication};
    const struct muster_key replication = {KEY.seed, KEY.replication + 1};
    const uint64_t word[] = {first_word(KEY, MUSTER_PURPOSE_TALK, 1, 2, 3),
                             first_word(seed, MUSTER_PURPOSE_TALK, 1, 2, 3),
                             first_word(replication, MUSTER_PURPOSE_TALK, 1, 2, 3),
                             first_word(KEY, MUSTER_PURPOSE_WRAP, 1, 2, 3),
                             first_word(KEY, MUSTER_PURPOSE_TALK, 2, 2, 3),
                             first_word(KEY, MUSTER_PURPOSE_TALK, 1, 3, 3),
                             first_word(KEY, MUSTER_PURPOSE_TALK, 1, 2, 4),
                             first_word(KEY, MUSTER_PURPOSE_TALK, 3, 2, 1)};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_uint_ne(word[i], word[j]);
}
END_TEST

static int ascending(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left;
    uint64_t b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* Neighbours on every axis, read far on: of 48,000 words two are equal by chance once in 10^10. */
START_TEST(private_ranges_never_overlap)
{
    enum { SIDE = 10, LONG = 48 };
    static const enum muster_purpose first = MUSTER_PURPOSE_PARAMETER;
    size_t count = 0;
    uint64_t *word = malloc(sizeof *word * SIDE * SIDE * SIDE * LONG);
    ck_assert_ptr_nonnull(word);
    for (unsigned i = 0; i < SIDE * SIDE * SIDE; i++) {
        struct muster_stream stream = muster_stream_at(KEY, (enum muster_purpose)(first + i % SIDE),
                                                       i / SIDE % SIDE, i / SIDE / SIDE, 0);
        for (int k = 0; k < LONG; k++)
            word[count++] = muster_stream_word(&stream);
    }
    qsort(word, count, sizeof *word, ascending);
    size_t equal = 0;
    for (size_t i = 1; i < count; i++)
        equal += word[i] == word[i - 1];
    free(word);
    ck_assert_uint_eq(equal, 0);
}
END_TEST

START_TEST(order_of_reading_does_not_matter)
{
    struct muster_stream a = muster_stream_at(KEY, MUSTER_PURPOSE_LEAVE, 1, 2, 3);
    struct muster_stream b = muster_stream_at(KEY, MUSTER_PURPOSE_LEAVE, 1, 2, 4);
    uint64_t mixed[2][20];
    for (int i = 0; i < 20; i++) {
        mixed[1][i] = muster_stream_word(&b);
        mixed[0][i] = muster_stream_word(&a);
    }
    for (uint64_t s = 0; s < 2; s++) {
        struct muster_stream alone = muster_stream_at(KEY, MUSTER_PURPOSE_LEAVE, 1, 2, 3 + s);
        for (int i = 0; i < 20; i++)
            ck_assert_uint_eq(muster_stream_word(&alone), mixed[s][i]);
    }
}
END_TEST

/* ---- names ---- */

/* Origin: FNV-1a (offset cbf29ce484222325, prime 100000001b3) over "service\0calls\0", then the
 * 64-bit finish of MurmurHash3, in Python integers. A change here would change every result. */
START_TEST(entity_has_its_known_values)
{
    ck_assert_uint_eq(muster_entity("service", "calls"), UINT64_C(0x7111040fa682c5a2));
    ck_assert_uint_eq(muster_entity("", ""), UINT64_C(0xdb01c3104e99566d));
    ck_assert_uint_eq(muster_entity_item(muster_entity("service", "calls"), 7),
                      UINT64_C(0x057e38561556294d));
}
END_TEST

START_TEST(entities_of_different_things_differ)
{
    ck_assert_uint_ne(muster_entity("service", "calls"), muster_entity("group", "calls"));
    ck_assert_uint_ne(muster_entity("ab", "c"), muster_entity("a", "bc"));
    ck_assert_uint_ne(muster_entity("a", ""), muster_entity("", "a"));
}
END_TEST

/* Posts 0…299 of 300 roles: 90,000 hashes, all different. */
START_TEST(entity_items_do_not_collide)
{
    enum { ROLES = 300, POSTS = 300 };
    uint64_t *hash = malloc(sizeof *hash * ROLES * POSTS);
    ck_assert_ptr_nonnull(hash);
    for (uint64_t role = 0; role < ROLES; role++)
        for (uint64_t post = 0; post < POSTS; post++)
            hash[role * POSTS + post] = muster_entity_item(role, post);
    qsort(hash, ROLES * POSTS, sizeof *hash, ascending);
    size_t equal = 0;
    for (size_t i = 1; i < ROLES * POSTS; i++)
        equal += hash[i] == hash[i - 1];
    free(hash);
    ck_assert_uint_eq(equal, 0);
}
END_TEST

/* ---- uniforms ---- */

START_TEST(uniform_is_never_0_or_1)
{
    ck_assert_double_eq(muster_uniform(0), 0x1p-53);
    ck_assert_double_eq(muster_uniform(UINT64_MAX), 1 - 0x1p-53);
    ck_assert_double_lt(muster_uniform(UINT64_MAX), 1);
}
END_TEST

START_TEST(uniform_is_symmetric)
{
    struct muster_stream stream = muster_stream_at(KEY, MUSTER_PURPOSE_GAP, 5, 6, 7);
    for (int i = 0; i < 1000; i++) {
        uint64_t word = muster_stream_word(&stream);
        ck_assert_double_eq(muster_uniform(word) + muster_uniform(~word), 1);
    }
}
END_TEST

/* First words of a million addresses, as the engine reads them: mean, variance, lag-1 product. */
START_TEST(uniforms_of_neighbouring_addresses_look_independent)
{
    double n = floor(1e6 * MUSTER_EFFORT);
    double sum = 0;
    double square = 0;
    double product = 0;
    double before = 0;
    for (uint64_t i = 0; i < (uint64_t)n; i++) {
        double u = muster_uniform(first_word(KEY, MUSTER_PURPOSE_CONTACT, 9, i, 0)) - 0.5;
        sum += u;
        square += u * u;
        product += u * before;
        before = u;
    }
    ck_assert_double_lt(fabs(sum) / sqrt(n / 12), 4.5);
    ck_assert_double_lt(fabs(square - n / 12) / sqrt(n / 180), 4.5); /* var(u^2) = 1/80 - 1/144 */
    ck_assert_double_lt(fabs(product) / sqrt(n / 144), 4.5);
}
END_TEST

/* ---- ziggurats ---- */

struct ziggurat {
    const struct muster_ziggurat_layer *layer;
    const double *height;
    double tail, tail_area;
    double (*density)(double x);
};

static double exponential_density(double x)
{
    return exp(-x);
}

static double normal_density(double x)
{
    return exp(-0.5 * x * x);
}

static struct ziggurat ziggurat(int which)
{
    double r = MUSTER_ZIGGURAT_EXPONENTIAL_TAIL;
    double s = MUSTER_ZIGGURAT_NORMAL_TAIL;
    if (which == 0)
        return (struct ziggurat){MUSTER_ZIGGURAT_EXPONENTIAL, MUSTER_ZIGGURAT_EXPONENTIAL_HEIGHT, r,
                                 exp(-r), exponential_density};
    return (struct ziggurat){MUSTER_ZIGGURAT_NORMAL, MUSTER_ZIGGURAT_NORMAL_HEIGHT, s,
                             sqrt(acos(-1) / 2) * erfc(s / sqrt(2)), normal_density};
}

START_TEST(ziggurat_layers_have_equal_area)
{
    struct ziggurat z = ziggurat(_i);
    double area = z.tail * z.density(z.tail) + z.tail_area;
    ck_assert_double_eq_tol(z.layer[0].step * 0x1p44 * z.density(z.tail), area, 1e-14);
    for (int i = 1; i < 256; i++) {
        double x = z.layer[i].step * 0x1p44;
        ck_assert_double_eq_tol(z.height[i], z.density(x), 1e-14);
        ck_assert_double_eq_tol(x * (z.height[i + 1] - z.height[i]), area, 1e-13);
    }
    ck_assert_double_eq(z.height[0], 0);
    ck_assert_double_eq(z.height[256], 1);
}
END_TEST

/* The layers' quick part ends at the next layer's width, never beyond it. */
START_TEST(ziggurat_quick_part_lies_under_the_curve)
{
    struct ziggurat z = ziggurat(_i);
    for (int i = 0; i < 256; i++) {
        double width = i == 0 ? z.tail : i == 255 ? 0 : z.layer[i + 1].step * 0x1p44;
        double inner = (double)z.layer[i].inner * z.layer[i].step;
        ck_assert_double_le(inner, width * (1 + 1e-15));
        ck_assert_double_ge(inner, width - 4 * z.layer[i].step - 1e-15 * width);
    }
}
END_TEST

/* A word of all abscissa bits in a given layer: always outside the quick part. */
static uint64_t outer_word(unsigned layer)
{
    return ~UINT64_C(0x1ff) | layer;
}

START_TEST(words_in_the_tail_give_values_beyond_it)
{
    double largest = 0;
    for (uint64_t i = 0; i < 1000; i++) {
        struct muster_stream reserve = muster_stream_at(KEY, MUSTER_PURPOSE_GAP, 0, i, 0);
        double x = muster_exponential(outer_word(0), &reserve);
        double y = muster_normal(outer_word(0), &reserve);
        double minus = muster_normal(outer_word(0) | MUSTER_ZIGGURAT_SIGN, &reserve);
        ck_assert_double_gt(x, MUSTER_EXPONENTIAL_MEAN * MUSTER_ZIGGURAT_EXPONENTIAL_TAIL);
        ck_assert_double_gt(y, MUSTER_ZIGGURAT_NORMAL_TAIL);
        ck_assert_double_lt(minus, -MUSTER_ZIGGURAT_NORMAL_TAIL);
        largest = fmax(largest, x);
    }
    /* The largest of 1000 exponentials beyond r is about r + log 1000 = r + 6.9. */
    ck_assert_double_gt(largest, MUSTER_ZIGGURAT_EXPONENTIAL_TAIL + 4);
}
END_TEST

START_TEST(accepted_words_leave_the_reserve_alone)
{
    struct muster_stream words = muster_stream_at(KEY, MUSTER_PURPOSE_GAP, 1, 0, 0);
    struct muster_stream reserve = muster_stream_at(KEY, MUSTER_PURPOSE_GAP, 2, 0, 0);
    double n = floor(1e6 * MUSTER_EFFORT);
    double rejected = 0;
    for (int i = 0; i < (int)n; i++) {
        uint64_t word = muster_stream_word(&words);
        double quick;
        bool accepted = muster_exponential_quick(&quick, word);
        struct muster_stream before = reserve;
        double x = muster_exponential(word, &reserve);
        bool read = before.left != reserve.left || before.block != reserve.block;
        ck_assert(accepted != read);
        ck_assert(!accepted || x == quick);
        rejected += !accepted;
    }
    /* Rejected: the share of the 256 boxes that is not quick, from the table. */
    double share = 0;
    for (int i = 0; i < 256; i++)
        share += 1 - (double)MUSTER_ZIGGURAT_EXPONENTIAL[i].inner * 0x1p-44;
    share /= 256;
    ck_assert_double_lt(fabs(rejected - n * share) / sqrt(n * share), 4.5);
}
END_TEST

START_TEST(extreme_words_give_positive_finite_values)
{
    for (unsigned layer = 0; layer < 256; layer++) {
        const uint64_t word[] = {layer, outer_word(layer)};
        for (int i = 0; i < 2; i++) {
            struct muster_stream reserve = muster_stream_at(KEY, MUSTER_PURPOSE_GAP, 3, layer, 0);
            double x = muster_exponential(word[i], &reserve);
            double y = muster_normal(word[i], &reserve);
            ck_assert(isfinite(x) && x > 0);
            ck_assert(isfinite(y) && y != 0);
        }
    }
}
END_TEST

/* A series is a short cut through the same function. */
START_TEST(series_blocks_are_the_blocks_of_their_counters)
{
    for (uint64_t i = 0; i < 2000; i++) {
        struct muster_stream any = muster_stream_at(KEY, MUSTER_PURPOSE_GAP, 9, i, 0);
        uint64_t counter[4], key[2], want[4], got[4];
        for (int k = 0; k < 4; k++)
            counter[k] = muster_stream_word(&any);
        for (int k = 0; k < 2; k++)
            key[k] = muster_stream_word(&any);
        struct muster_philox_series series = muster_philox_series_make(counter, key);
        muster_philox(want, counter, key);
        muster_philox_series_block(got, &series, counter[2]);
        ck_assert_mem_eq(got, want, sizeof want);
        counter[3] = muster_stream_word(&any);
        muster_philox(want, counter, key);
        muster_philox_series_sub(got, &series, counter[2], counter[3]);
        ck_assert_mem_eq(got, want, sizeof want);
    }
}
END_TEST

/* What a caller decides by the spare bits of a word says nothing about the point it makes. */
START_TEST(spare_bits_make_no_part_of_the_point)
{
    for (uint64_t i = 0; i < 20000; i++) {
        uint64_t word = first_word(KEY, MUSTER_PURPOSE_CONTACT, 6, i, 0);
        uint64_t other = word ^ (UINT64_C(0xfff) << 9);
        double x, y;
        ck_assert(muster_exponential_quick(&x, word) == muster_exponential_quick(&y, other));
        ck_assert_double_eq(x, y);
        ck_assert(muster_normal_quick(&x, word) == muster_normal_quick(&y, other));
        ck_assert_double_eq(x, y);
        ck_assert_uint_eq(muster_ziggurat_spare(word) ^ muster_ziggurat_spare(other), 0xfff);
    }
}
END_TEST

/* The quick path is only a shortcut: the whole loop gives the same value. */
START_TEST(quick_path_agrees_with_the_whole_loop)
{
    for (uint64_t i = 0; i < 20000; i++) {
        uint64_t word = first_word(KEY, MUSTER_PURPOSE_CONTACT, 4, i, 0);
        struct muster_stream one = muster_stream_at(KEY, MUSTER_PURPOSE_GAP, 4, i, 0);
        struct muster_stream two = one;
        double x = muster_exponential(word, &one);
        ck_assert_double_eq(x, muster_exponential_reserve(word, &two));
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("random");
    TCase *tests = tcase_create("random");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, philox_is_random123s);
    tcase_add_loop_test(tests, philox_gives_the_published_blocks, 0, 3);
    tcase_add_test(tests, stream_reads_the_blocks_of_its_address);
    tcase_add_test(tests, opening_a_stream_computes_nothing);
    tcase_add_test(tests, every_part_of_the_address_matters);
    tcase_add_test(tests, private_ranges_never_overlap);
    tcase_add_test(tests, order_of_reading_does_not_matter);
    tcase_add_test(tests, entity_has_its_known_values);
    tcase_add_test(tests, entities_of_different_things_differ);
    tcase_add_test(tests, entity_items_do_not_collide);
    tcase_add_test(tests, uniform_is_never_0_or_1);
    tcase_add_test(tests, uniform_is_symmetric);
    tcase_add_test(tests, uniforms_of_neighbouring_addresses_look_independent);
    tcase_add_loop_test(tests, ziggurat_layers_have_equal_area, 0, 2);
    tcase_add_loop_test(tests, ziggurat_quick_part_lies_under_the_curve, 0, 2);
    tcase_add_test(tests, words_in_the_tail_give_values_beyond_it);
    tcase_add_test(tests, accepted_words_leave_the_reserve_alone);
    tcase_add_test(tests, extreme_words_give_positive_finite_values);
    tcase_add_test(tests, series_blocks_are_the_blocks_of_their_counters);
    tcase_add_test(tests, spare_bits_make_no_part_of_the_point);
    tcase_add_test(tests, quick_path_agrees_with_the_whole_loop);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
