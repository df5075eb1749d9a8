/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"
#include "utf8.h"
#include "verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- signals and descriptors ---- */

/* The one thing that a signal handler may touch has to be static. */
static atomic_int stop_asked;

static void ask_to_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

/* While there is nothing to keep or to tidy up. */
static void leave(int signal_number)
{
    static const char WORD[] = "muster: interrupted\n";
    (void)signal_number;
    ssize_t ignored = write(STDERR_FILENO, WORD, sizeof WORD - 1);
    (void)ignored;
    _exit(MUSTER_EXIT_INTERRUPTED);
}

/* The second signal of a kind ends the program in any case. */
static void on_signals(void handler(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

const atomic_int *muster_console_stop(void)
{
    on_signals(ask_to_stop);
    return &stop_asked;
}

/* A closed descriptor becomes /dev/null, opened the wrong way round: using it still fails. */
static void take_descriptor(int descriptor)
{
    if (fcntl(descriptor, F_GETFD) == -1)
        open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void muster_console_start(void)
{
    for (int descriptor = 0; descriptor <= 2; descriptor++)
        take_descriptor(descriptor);
    /* Both are errors of a write then: a reader that is gone, a file that may not grow. */
    struct sigaction action = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL);
    on_signals(leave);
}

/* ---- stdout ---- */

bool muster_console_ready(const struct muster_command *command)
{
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    if (flags != -1 && (flags & O_ACCMODE) != O_RDONLY)
        return true;
    muster_console_say(command, "standard output is closed");
    return false;
}

int muster_console_close(const char *verb, int status)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "muster %s: cannot write to standard output%s%s\n", verb, errno ? ": " : "",
            errno ? strerror(errno) : "");
    return MUSTER_EXIT_FAILED;
}

/* ---- stderr ---- */

bool muster_console_colour(const struct muster_command *command)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *when = command->text[MUSTER_OPTION_COLOR];
    if (command->given[MUSTER_OPTION_COLOR] && (!when || strcmp(when, "auto") != 0))
        return !when || strcmp(when, "always") == 0;
    const char *terminal = getenv("TERM");
    return !(no_colour && no_colour[0]) && isatty(STDERR_FILENO) && terminal &&
           strcmp(terminal, "dumb") != 0;
}

void muster_console_say(const struct muster_command *command, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fprintf(stderr, "muster %s: ", command->verb->name);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
}

/* Each line with its position in bold and "warning:" in yellow. */
static void print_coloured(char *text)
{
    for (char *line = text, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        if (!end)
            break;
        *end = '\0';
        char *rest = strstr(line, ": ");
        bool warning = rest && strncmp(rest, ": warning: ", 11) == 0;
        if (rest)
            fprintf(stderr, "\033[1m%.*s:\033[0m %s%.*s%s%s\n", (int)(rest - line), line,
                    warning ? "\033[33m" : "", warning ? 8 : 0, rest + 2, warning ? "\033[0m" : "",
                    rest + 2 + (warning ? 8 : 0));
        else
            fprintf(stderr, "%s\n", line);
    }
}

void muster_console_faults(const struct muster_command *command, struct muster_faults *faults)
{
    if (!muster_faults_any(faults) && command->given[MUSTER_OPTION_QUIET])
        return;
    char *text = NULL;
    size_t length = 0;
    FILE *memory = muster_console_colour(command) ? open_memstream(&text, &length) : NULL;
    if (memory)
        muster_faults_print(faults, memory);
    if (memory && fclose(memory) == 0 && text)
        print_coloured(text);
    else
        muster_faults_print(faults, stderr);
    free(text);
}

static int exit_of(enum muster_status status)
{
    switch (status) {
    case MUSTER_OK:
        return MUSTER_EXIT_DONE;
    case MUSTER_MISMATCH:
    case MUSTER_IN_USE:
    case MUSTER_EXISTS:
        return MUSTER_EXIT_USAGE;
    case MUSTER_BAD_FORMAT:
        return MUSTER_EXIT_RESULTS;
    case MUSTER_INTERRUPTED:
        return MUSTER_EXIT_INTERRUPTED;
    default:
        return MUSTER_EXIT_FAILED;
    }
}

int muster_console_failure(const struct muster_command *command,
                           const struct muster_failure *failure)
{
    bool no_memory = failure->status == MUSTER_NO_MEMORY;
    muster_console_say(command, "%s%s",
                       failure->text[0]                        ? failure->text
                       : no_memory                             ? "out of memory"
                       : failure->status == MUSTER_INTERRUPTED ? "interrupted"
                                                               : "failed",
                       no_memory ? ": close other programs, or ask for less, and try again" : "");
    return exit_of(failure->status);
}

/* ---- lines ---- */

void muster_console_quote(FILE *file, const char *word)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-_=./,:+@%";
    if (word[0] && strspn(word, PLAIN) == strlen(word)) {
        fputs(word, file);
        return;
    }
    fputc('\'', file);
    for (; *word; word++)
        if (*word == '\'')
            fputs("'\\''", file);
        else
            fputc(*word, file);
    fputc('\'', file);
}

/* Characters among `length` bytes of UTF-8. */
static int characters(const char *text, size_t length)
{
    int count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static void put_words(FILE *file, const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        size_t size = muster_utf8_decode(&c, text + i, length - i);
        if (text[i] == MUSTER_CONSOLE_TIE[0])
            fputc(' ', file);
        else if (size == 0 || muster_utf8_is_unruly(c))
            fputc('?', file);
        else
            fwrite(text + i, 1, size, file);
        i += size > 0 ? size : 1;
    }
}

void muster_console_text(FILE *file, const char *text)
{
    put_words(file, text, strlen(text));
}

void muster_console_wrap(FILE *file, const char *label, int indent, const char *words)
{
    int column = characters(label, strlen(label));
    fputs(label, file);
    if (column >= indent) {
        fputc('\n', file);
        column = 0;
    }
    fprintf(file, "%*s", indent - column, "");
    column = indent;
    while (*words) {
        size_t length = strcspn(words, " ");
        int width = characters(words, length);
        bool first = column == indent;
        if (!first && column + 1 + width > 79) {
            fprintf(file, "\n%*s", indent, "");
            column = indent;
            first = true;
        }
        if (!first)
            fputc(' ', file);
        put_words(file, words, length);
        column += width + !first;
        words += length;
        words += strspn(words, " ");
    }
    fputc('\n', file);
}

/* ---- progress ---- */

struct muster_progress_line muster_progress_line(const struct muster_command *command)
{
    bool wanted = isatty(STDERR_FILENO) && !command->given[MUSTER_OPTION_QUIET] &&
                  !command->given[MUSTER_OPTION_NO_PROGRESS];
    return (struct muster_progress_line){.wanted = wanted};
}

static void format_left(char *text, size_t size, double seconds)
{
    if (!(seconds >= 0 && seconds < 1e7))
        snprintf(text, size, "-");
    else if (seconds < 120)
        snprintf(text, size, "%.0f s", ceil(seconds));
    else if (seconds < 7200)
        snprintf(text, size, "%.0f min", ceil(seconds / 60));
    else
        snprintf(text, size, "%.1f h", seconds / 3600);
}

/* ", service_level ± 0.83 %", and what is aimed at; without the name where `room` columns are too
 * few for it: a line that wraps cannot be wiped. */
static void format_reached(char *text, size_t size, const struct muster_progress *progress,
                           size_t room)
{
    char goal[48] = "";
    if (!isnan(progress->half_width_goal))
        snprintf(goal, sizeof goal, " (wanted ± %.3g %%)", 100 * progress->half_width_goal);
    snprintf(text, size, ", %.48s ± %.2g %%%s", progress->measure, 100 * progress->half_width,
             goal);
    if (muster_utf8_count(text, strlen(text)) > room)
        snprintf(text, size, ", ± %.2g %%%s", 100 * progress->half_width, goal);
}

void muster_progress_line_show(void *context, const struct muster_progress *progress)
{
    struct muster_progress_line *line = context;
    if (!line->wanted)
        return;
    enum { COLUMNS = 79 };
    char left[32], count[128], reached[128] = "";
    double rate = progress->rate_per_s;
    format_left(left, sizeof left,
                rate > 0 ? (double)(progress->total - progress->done) / rate : NAN);
    int used = snprintf(count, sizeof count, "%zu of %zu replications, %.*f a second, %s left",
                        progress->done, progress->total,
                        rate < 10    ? 2
                        : rate < 100 ? 1
                                     : 0,
                        rate, left);
    if (progress->measure && !isnan(progress->half_width))
        format_reached(reached, sizeof reached, progress,
                       used < COLUMNS ? (size_t)(COLUMNS - used) : 0);
    fprintf(stderr, "\r\033[K%s%s", count, reached);
    fflush(stderr);
    line->shown = true;
}

void muster_progress_line_end(struct muster_progress_line *line)
{
    if (line->shown)
        fputs("\r\033[K", stderr);
    line->shown = false;
}

/* ---- the scenario ---- */

/* What the options say of the simulation goes over what the file says. */
static void override_simulation(struct muster_cli_question *out,
                                const struct muster_command *command)
{
    struct muster_question *question = &out->question;
    out->precision_of = question->precision;
    out->precision_count_of = question->precision_count;
    if (command->given[MUSTER_OPTION_SEED])
        question->seed = (uint64_t)command->number[MUSTER_OPTION_SEED];
    if (command->given[MUSTER_OPTION_REPLICATIONS]) {
        question->replications = (int)command->number[MUSTER_OPTION_REPLICATIONS];
        question->precision_count = 0;
    }
    if (command->precision_count) {
        question->precision = command->precision;
        question->precision_count = command->precision_count;
    }
}

/* The scenario's reader does not know the measures. */
static bool check_precision(const struct muster_cli_question *out,
                            const struct muster_command *command)
{
    bool fine = true;
    for (size_t i = 0; i < out->precision_count_of; i++)
        if (!muster_study_aims_at(out->precision_of[i].measure)) {
            muster_console_say(command,
                               "simulation.precision: no measure named %s can be made precise; "
                               "muster explain lists the measures",
                               out->precision_of[i].measure);
            fine = false;
        }
    return fine;
}

/* What was not understood for want of memory is no fault of the file: nothing else is said then. */
static int reading_failed(struct muster_cli_question *out, const struct muster_command *command)
{
    int status = MUSTER_EXIT_FAULTS;
    if (out->faults.out_of_memory)
        status =
            muster_console_failure(command, &(struct muster_failure){.status = MUSTER_NO_MEMORY});
    else
        muster_console_faults(command, &out->faults);
    muster_faults_clear(&out->faults);
    return status;
}

int muster_cli_question_read(struct muster_cli_question *out, const struct muster_command *command)
{
    *out = (struct muster_cli_question){0};
    muster_faults_init(&out->faults);
    struct muster_overrides overrides = {.set_count = command->set_count,
                                         .set = command->set,
                                         .allow_outside =
                                             command->given[MUSTER_OPTION_ALLOW_OUTSIDE]};
    if (!muster_question_read(&out->question, &out->faults, command->word[0], &overrides))
        return reading_failed(out, command);
    muster_console_faults(command, &out->faults);
    override_simulation(out, command);
    if (check_precision(out, command))
        return MUSTER_EXIT_DONE;
    muster_cli_question_clear(out);
    return MUSTER_EXIT_FAULTS;
}

void muster_cli_question_clear(struct muster_cli_question *out)
{
    out->question.precision = out->precision_of;
    out->question.precision_count = out->precision_count_of;
    muster_question_clear(&out->question);
    muster_faults_clear(&out->faults);
}
