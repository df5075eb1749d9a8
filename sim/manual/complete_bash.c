/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "completion.h"
#include "pages.h"

/* Words stand in single quotes: none of the tables has one. */

static void put_option_list(FILE *file, const struct muster_verb *verb, bool valued)
{
    struct muster_option option;
    for (size_t n = 0; muster_verb_option(&option, verb, n); n++)
        if (!valued || (option.value && option.value[0] != '['))
            fprintf(file, "%s--%s", n || valued ? " " : "", option.name);
    if (valued)
        fputc(' ', file);
}

static void put_offer(FILE *file, const char *place)
{
    static const char *const OFFERS[] = {[MUSTER_PLACE_NOTHING] = "return",
                                         [MUSTER_PLACE_FILE] = "_muster_files ''",
                                         [MUSTER_PLACE_FOLDER] = "_muster_files -d",
                                         [MUSTER_PLACE_SCENARIO] =
                                             "_muster_files '!*.@(yaml|yml|json)'",
                                         [MUSTER_PLACE_RESULTS] = "_muster_files '!*.h5'",
                                         [MUSTER_PLACE_WORDS] = "_muster_words '",
                                         [MUSTER_PLACE_ASSIGN] = "_muster_words -S= '"};
    enum muster_place_kind kind = muster_place_kind(place);
    fputs(OFFERS[kind], file);
    if (kind == MUSTER_PLACE_WORDS || kind == MUSTER_PLACE_ASSIGN) {
        muster_place_words(file, place, " ");
        fputc('\'', file);
    }
}

static void put_values(FILE *file, const struct muster_verb *verb)
{
    struct muster_option option;
    fputs("        case $prev in\n", file);
    for (size_t n = 0; muster_verb_option(&option, verb, n); n++)
        if (option.value && option.value[0] != '[') {
            fprintf(file, "        --%s) ", option.name);
            put_offer(file, option.value);
            fputs("; return ;;\n", file);
        }
    fputs("        esac\n", file);
}

static void put_places(FILE *file, const struct muster_verb *verb)
{
    char place[64];
    bool more = false;
    fputs("        case $n in\n", file);
    for (size_t n = 0; !more && muster_verb_place(place, sizeof place, &more, verb, n); n++) {
        if (more)
            fputs("        *) ", file);
        else
            fprintf(file, "        %zu) ", n);
        put_offer(file, place);
        fputs(" ;;\n", file);
    }
    fputs("        esac\n", file);
}

static void put_verb(FILE *file, const struct muster_verb *verb)
{
    fprintf(file, "    %s)\n        _muster_place '", verb->name);
    put_option_list(file, verb, true);
    fputs("'\n", file);
    put_values(file, verb);
    fputs("        if [[ $cur == -* ]]; then\n            _muster_words '", file);
    put_option_list(file, verb, false);
    fputs("'\n            return\n        fi\n", file);
    put_places(file, verb);
    fputs("        ;;\n", file);
}

static const char HEAD[] =
    "# bash completion for muster, made by its build from the tables of the program\n"
    "# SPDX-License-Identifier: GPL-3.0-or-later\n"
    "\n"
    "_muster_words() { # [-S=] 'word word'\n"
    "    local suffix=()\n"
    "    if [[ $1 == -S= ]]; then\n"
    "        suffix=(-S =)\n"
    "        compopt -o nospace 2>/dev/null\n"
    "        shift\n"
    "    fi\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$1\" \"${suffix[@]}\" -- \"$cur\")\n"
    "}\n"
    "\n"
    "_muster_files() { # '', -d or a pattern to leave out\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    if [[ $1 == '' ]]; then\n"
    "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
    "        return\n"
    "    fi\n"
    "    mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")\n"
    "    if [[ $1 != -d ]]; then\n"
    "        local found\n"
    "        mapfile -t found < <(shopt -s extglob; compgen -f -X \"$1\" -- \"$cur\")\n"
    "        COMPREPLY+=(\"${found[@]}\")\n"
    "    fi\n"
    "}\n"
    "\n"
    "# How many words stand between the verb and the cursor, options and their values aside.\n"
    "_muster_place() { # ' --option --option '\n"
    "    local i\n"
    "    n=0\n"
    "    for ((i = 2; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n"
    "        -*) [[ $1 == *\" ${COMP_WORDS[i]} \"* ]] && ((i++)) ;;\n"
    "        =) ((i++)) ;;\n"
    "        *) ((n++)) ;;\n"
    "        esac\n"
    "    done\n"
    "    return 0\n"
    "}\n"
    "\n"
    "_muster() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} n=0\n"
    "    COMPREPLY=()\n"
    "    if ((COMP_CWORD == 1)); then\n"
    "        _muster_words '";

void muster_complete_bash(FILE *file)
{
    size_t at = 0;
    fputs(HEAD, file);
    muster_place_words(file, "VERB", " ");
    fputs(" --help --version'\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n", file);
    for (const struct muster_verb *verb; (verb = muster_verb_next(&at));)
        put_verb(file, verb);
    fputs("    esac\n}\n\ncomplete -F _muster muster\n", file);
}
