/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pipe to gnuplot: start `gnuplot -d`, write a script to its standard input, read what it says
 * on standard error, wait for its end within a time limit. The only place that starts a process.
 *
 * Everything gnuplot reads as a script it may execute, shell commands included: whoever writes a
 * script must keep user text inside muster_text_quote (figure_text.h) and data inside datablocks.
 *
 * The child gets no configuration file (-d), no GNUPLOT_ or GNUTERM variable, the C.UTF-8 locale,
 * default signals, its own process group. No signal disposition or mask of this process changes:
 * the script travels through a socket written with MSG_NOSIGNAL, so a gnuplot that dies early is an
 * error code here, never SIGPIPE.
 *
 * Thread rule: safe from several threads as long as no thread changes the environment meanwhile.
 * A program that ignores SIGCHLD cannot learn how gnuplot ended and gets MUSTER_PLOT_FAILED.
 */
#ifndef MUSTER_GNUPLOT_H
#define MUSTER_GNUPLOT_H

#include <stdatomic.h>
#include <stddef.h>

enum muster_plot_status {
    MUSTER_PLOT_OK,
    MUSTER_PLOT_NO_MEMORY,
    MUSTER_PLOT_NO_GNUPLOT, /* not on the PATH, or not executable */
    MUSTER_PLOT_FAILED,     /* gnuplot refused the script, died of a signal or drew nothing */
    MUSTER_PLOT_TIMEOUT,    /* gnuplot took longer than the limit and was killed */
    MUSTER_PLOT_NO_FILE,    /* a file or folder could not be written */
    MUSTER_PLOT_STOPPED     /* by request */
};

/* What went wrong, in a sentence or two, UTF-8, no trailing newline. After MUSTER_PLOT_OK it holds
 * gnuplot's warnings, almost always "". */
struct muster_plot_error {
    char text[1024];
};

/* Runs `script` (`length` bytes); returns when gnuplot has ended, or has been killed after
 * `limit_s` [s] [> 0] or, within 50 ms, because *stop was no longer 0 (NULL: never). MUSTER_PLOT_OK
 * means exit status 0, the whole script read. */
enum muster_plot_status muster_gnuplot_run(struct muster_plot_error *error, const char *script,
                                           size_t length, double limit_s, const atomic_int *stop);

#endif
