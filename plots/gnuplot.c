/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gnuplot.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* A running gnuplot as its parent sees it; descriptors are -1 once closed. */
struct child {
    pid_t pid;
    int in;       /* our end of its standard input, a socket */
    int said;     /* our end of its standard output and error, a pipe */
    bool refused; /* it closed its input before reading the whole script */
    bool ended;
    int wait_status;
    struct muster_plot_error *error;
    size_t heard; /* bytes of error->text in use */
};

/* Descriptors of the child's side, closed here once it runs. */
struct child_side {
    int in, said;
};

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static enum muster_plot_status fail(struct muster_plot_error *error, enum muster_plot_status status,
                                    const char *what, int code)
{
    snprintf(error->text, sizeof error->text, "%s: %s", what, strerror(code));
    return status;
}

/* A variable that would change what gnuplot draws, or the language it complains in. */
static bool steers_gnuplot(const char *variable)
{
    static const char *const prefix[] = {"GNUPLOT", "GNUTERM=", "LC_", "LANG=", "LANGUAGE="};
    for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++)
        if (strncmp(variable, prefix[i], strlen(prefix[i])) == 0)
            return true;
    return false;
}

/* The environment without such variables, in the C.UTF-8 locale; the array is the caller's, its
 * strings are borrowed. `locale` must live as long. NULL when out of memory. */
static char **child_environment(char *locale)
{
    size_t count = 0;
    while (environ && environ[count])
        count++;
    char **kept = malloc((count + 2) * sizeof *kept);
    if (!kept)
        return NULL;
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (!steers_gnuplot(environ[i]))
            kept[n++] = environ[i];
    kept[n++] = locale;
    kept[n] = NULL;
    return kept;
}

/* A descriptor above standard error, closed on exec, not blocking if asked: a program started
 * without standard streams must not hand one of ours to the child by accident. */
static bool settle_fd(int *fd, bool blocking)
{
    int high = fcntl(*fd, F_DUPFD_CLOEXEC, 3);
    if (high < 0)
        return false;
    close(*fd);
    *fd = high;
    return blocking || fcntl(high, F_SETFL, O_NONBLOCK) == 0;
}

static bool open_channels(struct child *child, struct child_side *side)
{
    int script[2], words[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, script) != 0)
        return false;
    child->in = script[0];
    side->in = script[1];
    if (pipe(words) != 0)
        return false;
    child->said = words[0];
    side->said = words[1];
    return settle_fd(&child->in, false) && settle_fd(&child->said, false) &&
           settle_fd(&side->in, true) && settle_fd(&side->said, true);
}

static int spawn_with(struct child *child, const struct child_side *side,
                      posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes)
{
    sigset_t none, deadly;
    sigemptyset(&none);
    sigemptyset(&deadly);
    sigaddset(&deadly, SIGPIPE);
    sigaddset(&deadly, SIGXFSZ); /* a drawing that may not grow is no drawing */
    int code = posix_spawn_file_actions_adddup2(actions, side->in, STDIN_FILENO);
    if (!code)
        code = posix_spawn_file_actions_adddup2(actions, side->said, STDOUT_FILENO);
    if (!code)
        code = posix_spawn_file_actions_adddup2(actions, side->said, STDERR_FILENO);
    if (!code)
        code = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                                        POSIX_SPAWN_SETSIGDEF);
    if (!code)
        code = posix_spawnattr_setsigmask(attributes, &none);
    if (!code)
        code = posix_spawnattr_setsigdefault(attributes, &deadly);
    if (code)
        return code;
    char locale[] = "LC_ALL=C.UTF-8", program[] = "gnuplot", option[] = "-d";
    char *const arguments[] = {program, option, NULL};
    char **environment = child_environment(locale);
    if (!environment)
        return ENOMEM;
    code = posix_spawnp(&child->pid, program, actions, attributes, arguments, environment);
    free(environment);
    return code;
}

/* Returns 0 or an errno value. */
static int spawn(struct child *child, const struct child_side *side)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int code = posix_spawn_file_actions_init(&actions);
    if (code)
        return code;
    code = posix_spawnattr_init(&attributes);
    if (!code) {
        code = spawn_with(child, side, &actions, &attributes);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

/* Sends what the socket takes; closes it at the script's end or when nobody reads any more. */
static void feed(struct child *child, const char **script, size_t *left)
{
    while (*left) {
        ssize_t sent = send(child->in, *script, *left, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (sent < 0) {
            child->refused = true;
            break;
        }
        *script += sent;
        *left -= (size_t)sent;
    }
    close_fd(&child->in);
}

/* Keeps the first thousand bytes of what gnuplot says; reads and drops the rest. */
static void listen_to(struct child *child)
{
    char heard[512];
    ssize_t got;
    while ((got = read(child->said, heard, sizeof heard)) > 0) {
        for (ssize_t i = 0; i < got && child->heard + 1 < sizeof child->error->text; i++)
            if (heard[i] == '\n' || (unsigned char)heard[i] >= ' ')
                child->error->text[child->heard++] = heard[i];
        child->error->text[child->heard] = '\0';
    }
    if (got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
        close_fd(&child->said);
}

static void look_for_end(struct child *child)
{
    pid_t pid = waitpid(child->pid, &child->wait_status, WNOHANG);
    if (pid == child->pid || (pid < 0 && errno == ECHILD))
        child->ended = true;
    if (pid < 0 && errno == ECHILD) /* somebody else reaped it: take it for a failure */
        child->wait_status = 0xff00;
}

static bool stopped(const atomic_int *stop)
{
    return stop && *stop;
}

/* Feeds and listens until the child has ended, `deadline` [s, monotonic] is past, or *stop. */
static void attend(struct child *child, const char *script, size_t length, double deadline,
                   const atomic_int *stop)
{
    while (!child->ended && !stopped(stop) && now_s() < deadline) {
        struct pollfd fds[2] = {{.fd = child->in, .events = POLLOUT},
                                {.fd = child->said, .events = POLLIN}};
        /* With the pipe closed its end is a matter of a moment; else look every 50 ms, because a
         * grandchild may hold the pipe open after it. */
        poll(fds, 2, child->said < 0 ? 1 : 50);
        if (fds[0].revents && child->in >= 0)
            feed(child, &script, &length);
        if (fds[1].revents && child->said >= 0)
            listen_to(child);
        look_for_end(child);
    }
    if (child->ended && child->said >= 0)
        listen_to(child);
}

static void kill_all(struct child *child)
{
    kill(-child->pid, SIGKILL);
    while (waitpid(child->pid, &child->wait_status, 0) < 0 && errno == EINTR)
        ;
}

static void trim(struct child *child)
{
    char *text = child->error->text;
    while (child->heard && (text[child->heard - 1] == '\n' || text[child->heard - 1] == ' '))
        text[--child->heard] = '\0';
}

/* Puts a sentence of ours before what gnuplot said. */
static void explain(struct child *child, const char *sentence)
{
    struct muster_plot_error said = *child->error;
    const size_t space = sizeof said.text;
    int n = snprintf(child->error->text, space, "%s%s", sentence, child->heard ? ": " : "");
    if (n > 0 && (size_t)n < space)
        snprintf(child->error->text + n, space - (size_t)n, "%.*s", (int)(space - (size_t)n) - 1,
                 said.text);
}

static enum muster_plot_status verdict(struct child *child, double limit_s, const atomic_int *stop)
{
    char sentence[128];
    trim(child);
    if (!child->ended && stopped(stop)) {
        kill_all(child);
        snprintf(child->error->text, sizeof child->error->text, "interrupted");
        return MUSTER_PLOT_STOPPED;
    }
    if (!child->ended) {
        kill_all(child);
        snprintf(sentence, sizeof sentence,
                 "gnuplot was stopped after %.0f s: see whether `gnuplot --version` answers",
                 limit_s);
        explain(child, sentence);
        return MUSTER_PLOT_TIMEOUT;
    }
    int status = child->wait_status;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && !child->refused)
        return MUSTER_PLOT_OK;
    if (WIFSIGNALED(status))
        snprintf(sentence, sizeof sentence, "gnuplot died of signal %d", WTERMSIG(status));
    else if (WEXITSTATUS(status) == 0)
        snprintf(sentence, sizeof sentence, "gnuplot ended before it had read the whole script");
    else
        snprintf(sentence, sizeof sentence, "gnuplot ended with status %d", WEXITSTATUS(status));
    explain(child, sentence);
    return MUSTER_PLOT_FAILED;
}

enum muster_plot_status muster_gnuplot_run(struct muster_plot_error *error, const char *script,
                                           size_t length, double limit_s, const atomic_int *stop)
{
    assert(limit_s > 0);
    error->text[0] = '\0';
    struct child child = {.in = -1, .said = -1, .error = error};
    struct child_side side = {.in = -1, .said = -1};
    enum muster_plot_status status;
    int code = open_channels(&child, &side) ? 0 : errno;
    if (code) {
        status = fail(error, MUSTER_PLOT_FAILED, "cannot open a pipe to gnuplot", code);
    } else if ((code = spawn(&child, &side)) == ENOENT || code == EACCES) {
        snprintf(error->text, sizeof error->text,
                 "gnuplot is not on the PATH; install it (Debian: gnuplot-nox)");
        status = MUSTER_PLOT_NO_GNUPLOT;
    } else if (code) {
        status = fail(error, MUSTER_PLOT_FAILED, "cannot start gnuplot", code);
    } else {
        close_fd(&side.in);
        close_fd(&side.said);
        attend(&child, script, length, now_s() + limit_s, stop);
        status = verdict(&child, limit_s, stop);
    }
    close_fd(&child.in);
    close_fd(&child.said);
    close_fd(&side.in);
    close_fd(&side.said);
    return status;
}
