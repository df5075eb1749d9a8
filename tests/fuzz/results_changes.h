/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes to a results file by HDF5's own means, as somebody with h5py could make them: things
 * deleted, of another type or shape, linked to each other, attributes and texts of any content.
 */
#ifndef MUSTER_FUZZ_RESULTS_CHANGES_H
#define MUSTER_FUZZ_RESULTS_CHANGES_H

#include <stddef.h>
#include <stdint.h>

/* Makes the changes that the bytes tell, one after the other; what cannot be done is left out. */
void fuzz_change_results(const char *path, const uint8_t *data, size_t size);

#endif
