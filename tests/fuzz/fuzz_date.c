/* SPDX-License-Identifier: MIT */
/* Input: a text with dates, which is an address as well. */
#include "fuzz.h"
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    str text = fuzz_input(data, len);
    struct date_found found;
    for (size_t from = 0; date_find(text, from, &found); from = found.end) {
        PROMISE(found.start >= from && found.end > found.start && found.end <= text.len);
        PROMISE(found.value.n != DAY_NONE.n ||
                (found.month >= 1 && found.month <= 12 && found.dom >= 1 && found.dom <= 31));
    }
    date_from_address(text);
    return 0;
}
