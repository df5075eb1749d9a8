# SPDX-License-Identifier: GPL-3.0-or-later
# A document as a bash script that runs its commands (see documents.sh for what counts as one).
# awk -v name=README.md -v out=FOLDER -f documents.awk README.md > script
#
# FOLDER gets NUMBER.expected for each block that says what the commands before it print; the script
# leaves NUMBER.printed there.

function quoted(text) { gsub(/'/, "'\\''", text); return "'" text "'" }

function open_block() {
    blocks++
    printf "__block %d %d\n", blocks, FNR
    in_commands = 1
}

# One line of a command block. "# exit 3" is a promise about the line's exit status.
function command(text, status) {
    if (match(text, /# exit [0-9]+/)) {
        status = substr(text, RSTART + 7, RLENGTH - 7)
        printf "__expect %s %s\n", status, quoted(text)
    } else
        print text
}

# Commands inside a sentence, between backticks; none with a placeholder.
function inline(text, i, parts, count) {
    count = split(text, parts, "`")
    for (i = 2; i <= count; i += 2) {
        gsub(/[ \n]+/, " ", parts[i])
        if (parts[i] !~ /^((build\/)?muster [a-z]+ [^ ]|\.\/dev [a-z])/ || parts[i] ~ /[A-Z][A-Z]|…|\||\.\.\./)
            continue
        if (parts[i] ~ /muster erlang/ && parts[i] !~ /--/)
            continue
        inlines[++inline_count] = parts[i]
        inline_line[inline_count] = FNR
    }
}

BEGIN { previous = "" }

/^```/ {
    if (fence == "") {
        inline(paragraph); paragraph = ""
        fence = substr($0, 4)
        if (fence == "") fence = "text"
        split(fence, words, " ")
        if (words[1] == "sh")
            open_block()
        else if (words[1] == "text" && blocks && previous == "commands")
            expected = out "/" blocks ".expected"
        else if (words[1] == "yaml" && words[2] != "") {
            blocks++
            printf "__block %d %d\ncat >%s <<'END_OF_FILE'\n", blocks, FNR, quoted(words[2])
        }
    } else {
        if (words[1] == "sh") { in_commands = 0; previous = "commands" }
        else previous = ""
        if (words[1] == "yaml" && words[2] != "") print "END_OF_FILE"
        if (expected != "") { printf "" >>expected; close(expected) }
        fence = expected = words[2] = ""
    }
    next
}
fence != "" {
    if (words[1] == "sh") command($0)
    else if (words[1] == "yaml" && words[2] != "") print
    else if (expected != "") print >expected
    next
}
/^    [^ ]/ && (paragraph == "" || in_commands) {
    if (!in_commands) open_block()
    command(substr($0, 5))
    previous = "commands"
    next
}
/^ *$/ { inline(paragraph); paragraph = ""; in_commands = 0; next }
{ paragraph = paragraph "\n" $0; in_commands = 0; previous = "" }
END {
    inline(paragraph)
    for (i = 1; i <= inline_count; i++) {
        printf "__block %d %d\n", ++blocks, inline_line[i]
        printf "cd \"$__root\"\n%s\n", inlines[i]
    }
}
