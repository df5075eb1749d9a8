/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chunks packed past HDF5's filters: HDF5 itself, which checks their checksum, must give the
 * numbers back.
 */
#include "check_main.h"
#include "packer.h"

#include <hdf5.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 31) * UINT64_C(0x7fb5d329728ea185);
    x = (x ^ x >> 27) * UINT64_C(0x81dadef4bc2dd44d);
    return x ^ x >> 33;
}

static hid_t dataset_of(hid_t file, const char *name, hid_t type, hsize_t count)
{
    hid_t list = H5Pcreate(H5P_DATASET_CREATE), space = H5Screate_simple(1, &count, NULL);
    ck_assert_int_ge(H5Pset_chunk(list, 1, &count), 0);
    ck_assert_int_ge(H5Pset_shuffle(list), 0);
    ck_assert_int_ge(H5Pset_deflate(list, 4), 0);
    ck_assert_int_ge(H5Pset_fletcher32(list), 0);
    hid_t dataset = H5Dcreate2(file, name, type, space, H5P_DEFAULT, list, H5P_DEFAULT);
    ck_assert_int_ge(dataset, 0);
    H5Sclose(space);
    H5Pclose(list);
    return dataset;
}

/* What a chunk may hold: nothing but zeros, noise, runs, counts. */
enum { ZEROS, NOISE, RUNS, COUNTS, KINDS };

static void fill(unsigned char *bytes, size_t size, int kind)
{
    for (size_t i = 0; i < size; i++) {
        uint64_t noise = mix(i + 1);
        bytes[i] = (unsigned char)(kind == NOISE    ? noise
                                   : kind == RUNS   ? mix(i / 300)
                                   : kind == COUNTS ? (i % 4 == 0) * (noise % 50)
                                                    : 0);
    }
}

static void comes_back(struct muster_packer *packer, hid_t file, size_t count, size_t width,
                       int kind)
{
    char name[64];
    snprintf(name, sizeof name, "%zu-%zu-%d", count, width, kind);
    hid_t type = width == 8 ? H5T_STD_U64LE : width == 4 ? H5T_STD_U32LE : H5T_STD_U8LE;
    hid_t dataset = dataset_of(file, name, type, count);
    unsigned char *values = malloc(count * width), *back = malloc(count * width);
    hsize_t start = 0;
    size_t size;
    fill(values, count * width, kind);
    const unsigned char *packed = muster_packer_pack(&size, packer, values, count, width);
    ck_assert_uint_le(size, muster_packed_most(count * width));
    ck_assert_int_ge(H5Dwrite_chunk(dataset, H5P_DEFAULT, 0, &start, size, packed), 0);
    ck_assert_int_ge(H5Dclose(dataset), 0);
    dataset = H5Dopen2(file, name, H5P_DEFAULT);
    ck_assert_int_ge(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, back), 0);
    ck_assert_msg(memcmp(values, back, count * width) == 0, "%s comes back changed", name);
    H5Dclose(dataset);
    free(values);
    free(back);
}

START_TEST(chunks_come_back)
{
    const size_t count[] = {1, 2, 3, 179, 180, 181, 359, 721, 4096, 43008, 300001};
    const size_t width[] = {1, 4, 8};
    char path[64];
    snprintf(path, sizeof path, "packer-%ld.h5", (long)getpid());
    hid_t file = H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    ck_assert_int_ge(file, 0);
    struct muster_packer *packer = muster_packer_new(300001 * 8);
    ck_assert_ptr_nonnull(packer);
    for (size_t c = 0; c < sizeof count / sizeof *count; c++)
        for (size_t w = 0; w < sizeof width / sizeof *width; w++)
            for (int kind = 0; kind < KINDS; kind++)
                comes_back(packer, file, count[c], width[w], kind);
    muster_packer_free(packer);
    H5Fclose(file);
    unlink(path);
}
END_TEST

START_TEST(same_values_same_bytes)
{
    struct muster_packer *packer = muster_packer_new(4000), *other = muster_packer_new(9000);
    unsigned char values[4000], *first = malloc(muster_packed_most(4000));
    size_t size, again;
    fill(values, sizeof values, RUNS);
    const unsigned char *made = muster_packer_pack(&size, packer, values, 1000, 4);
    memcpy(first, made, size);
    for (int kind = 0; kind < KINDS; kind++) {
        unsigned char between[4000];
        fill(between, sizeof between, kind);
        muster_packer_pack(&again, packer, between, 500, 8);
        const unsigned char *packed = muster_packer_pack(&again, packer, values, 1000, 4);
        ck_assert_uint_eq(again, size);
        ck_assert_mem_eq(packed, first, size);
    }
    const unsigned char *packed = muster_packer_pack(&again, other, values, 1000, 4);
    ck_assert_uint_eq(again, size);
    ck_assert_mem_eq(packed, first, size);
    free(first);
    muster_packer_free(packer);
    muster_packer_free(other);
    ck_assert_ptr_null(muster_packer_free(NULL));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("packer");
    TCase *tcase = tcase_create("packer");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, chunks_come_back);
    tcase_add_test(tcase, same_values_same_bytes);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
