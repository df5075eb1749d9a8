/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"
#include "verbs.h"

#include <gsl/gsl_errno.h>
#include <locale.h>

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "C"); /* numbers are read and written with a point */
    muster_console_start();
    gsl_set_error_handler_off();
    return muster_verbs_run(argc, argv);
}
