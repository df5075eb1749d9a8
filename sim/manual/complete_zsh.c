/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "completion.h"
#include "pages.h"

#include <string.h>

/* Text inside a single-quoted specification of _arguments: brackets, colons and quotes escaped. */
static void put_text(FILE *file, const char *text)
{
    for (; *text; text++)
        if (*text == '\'')
            fputs("'\\''", file);
        else if (strchr("[]:\\", *text))
            fprintf(file, "\\%c", *text);
        else
            fputc(*text, file);
}

/* What completes a place, behind "message:". */
static void put_action(FILE *file, const char *place)
{
    static const char *const ACTIONS[] = {[MUSTER_PLACE_NOTHING] = " ",
                                          [MUSTER_PLACE_FILE] = "_files",
                                          [MUSTER_PLACE_FOLDER] = "_files -/",
                                          [MUSTER_PLACE_SCENARIO] =
                                              "_files -g \"*.(yaml|yml|json)\"",
                                          [MUSTER_PLACE_RESULTS] = "_files -g \"*.h5\"",
                                          [MUSTER_PLACE_WORDS] = "(",
                                          [MUSTER_PLACE_ASSIGN] = "compadd -S= -- "};
    enum muster_place_kind kind = muster_place_kind(place);
    fputs(ACTIONS[kind], file);
    if (kind == MUSTER_PLACE_ASSIGN) {
        fputs("${=words_of[", file);
        put_text(file, place);
        fputs("]}", file);
    } else if (kind == MUSTER_PLACE_WORDS) {
        muster_place_words(file, place, " ");
        fputc(')', file);
    }
}

/* '*--set=[sentence]:KEY=VALUE:…' */
static void put_option(FILE *file, const struct muster_option *option)
{
    bool repeated = option->value && muster_place_kind(option->value) == MUSTER_PLACE_ASSIGN;
    bool maybe = option->value && option->value[0] == '[';
    fprintf(file, " \\\n            '%s--%s%s[", repeated ? "*" : "", option->name,
            maybe           ? "=-"
            : option->value ? "="
                            : "");
    put_text(file, option->words);
    fputc(']', file);
    if (option->value) {
        fputs(maybe ? "::" : ":", file);
        put_text(file, option->value);
        fputc(':', file);
        put_action(file, option->value);
    }
    fputc('\'', file);
}

static void put_verb(FILE *file, const struct muster_verb *verb)
{
    struct muster_option option;
    char place[64];
    bool more = false;
    fprintf(file, "    %s)\n        _arguments", verb->name);
    for (size_t n = 0; muster_verb_option(&option, verb, n); n++)
        put_option(file, &option);
    for (size_t n = 0; !more && muster_verb_place(place, sizeof place, &more, verb, n); n++) {
        if (more)
            fputs(" \\\n            '*:", file);
        else
            fprintf(file, " \\\n            '%zu:", n + 1);
        put_text(file, place);
        fputc(':', file);
        put_action(file, place);
        fputc('\'', file);
    }
    fputs("\n        ;;\n", file);
}

static void put_names(FILE *file, const char *place)
{
    fprintf(file, "    '%s' '", place);
    muster_place_words(file, place, " ");
    fputs("'\n", file);
}

void muster_complete_zsh(FILE *file)
{
    size_t at = 0;
    fputs("#compdef muster\n"
          "# made by the build of muster from the tables of the program\n"
          "# SPDX-License-Identifier: GPL-3.0-or-later\n"
          "\n"
          "local -a verbs\n"
          "local -A words_of\n"
          "words_of=(\n",
          file);
    put_names(file, "KEY=VALUE");
    put_names(file, "MEASURE=W");
    fputs(")\nverbs=(\n", file);
    for (const struct muster_verb *verb; (verb = muster_verb_next(&at));) {
        fprintf(file, "    '%s:", verb->name);
        put_text(file, verb->does);
        fputs("'\n", file);
    }
    fputs(")\nif ((CURRENT == 2)); then\n    _describe 'verb' verbs\n    return\nfi\n"
          "local verb=$words[2]\nshift words\n((CURRENT--))\ncase $verb in\n",
          file);
    at = 0;
    for (const struct muster_verb *verb; (verb = muster_verb_next(&at));)
        put_verb(file, verb);
    fputs("esac\n", file);
}
