/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "completion.h"
#include "pages.h"

/* Text in single quotes. */
static void put_quoted(FILE *file, const char *text)
{
    fputc('\'', file);
    for (; *text; text++)
        if (*text == '\'' || *text == '\\')
            fprintf(file, "\\%c", *text);
        else
            fputc(*text, file);
    fputc('\'', file);
}

/* " -a …" for what completes a place. */
static void put_arguments(FILE *file, const char *place)
{
    switch (muster_place_kind(place)) {
    case MUSTER_PLACE_NOTHING:
        break;
    case MUSTER_PLACE_FILE:
        fputs(" -F", file);
        break;
    case MUSTER_PLACE_FOLDER:
        fputs(" -a '(__fish_complete_directories)'", file);
        break;
    case MUSTER_PLACE_SCENARIO:
        fputs(" -k -a '(__fish_complete_suffix .yaml)'", file);
        break;
    case MUSTER_PLACE_RESULTS:
        fputs(" -k -a '(__fish_complete_suffix .h5)'", file);
        break;
    case MUSTER_PLACE_WORDS:
        fputs(" -a '", file);
        muster_place_words(file, place, " ");
        fputc('\'', file);
        break;
    case MUSTER_PLACE_ASSIGN:
        fputs(" -a '", file);
        muster_place_words(file, place, "= ");
        fputs("='", file);
        break;
    }
}

static void put_verb(FILE *file, const struct muster_verb *verb)
{
    struct muster_option option;
    char place[64];
    bool more = false;
    fprintf(file, "\ncomplete -c muster -n __fish_use_subcommand -a %s -d ", verb->name);
    put_quoted(file, verb->does);
    fputc('\n', file);
    for (size_t n = 0; muster_verb_option(&option, verb, n); n++) {
        bool value = option.value && option.value[0] != '[';
        bool file_place = value && muster_place_kind(option.value) == MUSTER_PLACE_FILE;
        fprintf(file, "complete -c muster -n '__muster_verb %s' -l %s%s -d ", verb->name,
                option.name,
                !value       ? ""
                : file_place ? " -r"
                             : " -x");
        put_quoted(file, option.words);
        if (option.value)
            put_arguments(file, option.value);
        fputc('\n', file);
    }
    for (size_t n = 0; !more && muster_verb_place(place, sizeof place, &more, verb, n); n++) {
        fprintf(file, "complete -c muster -n '__muster_word %s %zu %d'", verb->name, n, more);
        put_arguments(file, place);
        fputc('\n', file);
    }
}

void muster_complete_fish(FILE *file)
{
    size_t at = 0;
    fputs("# fish completion for muster, made by its build from the tables of the program\n"
          "# SPDX-License-Identifier: GPL-3.0-or-later\n"
          "\n"
          "function __muster_verb\n"
          "    set -l words (commandline -opc)\n"
          "    test (count $words) -gt 1; and test $words[2] = $argv[1]\n"
          "end\n"
          "\n"
          "# VERB N MORE: whether word N behind the verb is due, or a later one when there may be "
          "more.\n"
          "# An option's value counts as a word only in this guess.\n"
          "function __muster_word\n"
          "    __muster_verb $argv[1]; or return 1\n"
          "    set -l words (commandline -opc)\n"
          "    set -l n (math (count (string match -v -- '-*' $words)) - 2)\n"
          "    test $n -eq $argv[2]; or test $argv[3] = 1 -a $n -gt $argv[2]\n"
          "end\n"
          "\n"
          "complete -c muster -f\n",
          file);
    for (const struct muster_verb *verb; (verb = muster_verb_next(&at));)
        put_verb(file, verb);
}
