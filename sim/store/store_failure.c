/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum muster_status muster_failure_set(struct muster_failure *failure, enum muster_status status,
                                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(failure->text, sizeof failure->text, format, arguments);
    va_end(arguments);
    failure->status = status;
    return status;
}

enum muster_status muster_failure_none(struct muster_failure *failure)
{
    failure->status = MUSTER_OK;
    failure->text[0] = '\0';
    return MUSTER_OK;
}

char *muster_text_join(const char *a, const char *b)
{
    size_t size = strlen(a) + strlen(b) + 1;
    char *text = malloc(size);
    if (text)
        snprintf(text, size, "%s%s", a, b);
    return text;
}
