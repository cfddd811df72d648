/* SPDX-License-Identifier: MIT */
/* What an address is by its name alone: a page, an attachment, an action nobody may trigger. */
#include "url_internal.h"
#include "core/arena.h"
#include <string.h>

enum { EXT_LEN_MAX = 8, WORD_LEN_MAX = 32 };

/* Path and query of an address, without making copies. */
static void cut_address(str address, str *path, str *query)
{
    size_t at = str_find(address, STR("://"));
    if (at != SIZE_MAX)
        address = str_slice(address, at + 3, address.len);
    size_t hash = str_find(address, STR("#"));
    address = str_slice(address, 0, hash);
    size_t mark = str_find(address, STR("?"));
    *query = mark == SIZE_MAX ? (str){ 0 } : str_slice(address, mark + 1, address.len);
    address = str_slice(address, 0, mark);
    size_t slash = str_find(address, STR("/"));
    *path = slash == SIZE_MAX ? (str){ 0 } : str_slice(address, slash, address.len);
}

/* Every extension we speak of; `page`: the answer may be HTML. */
static const struct known_ext {
    str ext;
    bool page;
} known_exts[] = {
    { STR_INIT("html"), true },   { STR_INIT("htm"), true },   { STR_INIT("shtml"), true },
    { STR_INIT("shtm"), true },   { STR_INIT("xhtml"), true }, { STR_INIT("jhtml"), true },
    { STR_INIT("jsp"), true },    { STR_INIT("jspx"), true },  { STR_INIT("asp"), true },
    { STR_INIT("aspx"), true },   { STR_INIT("php"), true },   { STR_INIT("do"), true },
    { STR_INIT("action"), true }, { STR_INIT("cgi"), true },   { STR_INIT("ashx"), true },
    { STR_INIT("psp"), true },    { STR_INIT("pdf"), false },  { STR_INIT("doc"), false },
    { STR_INIT("docx"), false },  { STR_INIT("docm"), false }, { STR_INIT("xls"), false },
    { STR_INIT("xlsx"), false },  { STR_INIT("xlsm"), false }, { STR_INIT("csv"), false },
    { STR_INIT("ppt"), false },   { STR_INIT("pptx"), false }, { STR_INIT("pps"), false },
    { STR_INIT("ppsx"), false },  { STR_INIT("wps"), false },  { STR_INIT("et"), false },
    { STR_INIT("dps"), false },   { STR_INIT("ofd"), false },  { STR_INIT("ceb"), false },
    { STR_INIT("cebx"), false },  { STR_INIT("caj"), false },  { STR_INIT("rtf"), false },
    { STR_INIT("txt"), false },   { STR_INIT("odt"), false },  { STR_INIT("ods"), false },
    { STR_INIT("epub"), false },  { STR_INIT("zip"), false },  { STR_INIT("rar"), false },
    { STR_INIT("7z"), false },    { STR_INIT("tar"), false },  { STR_INIT("gz"), false },
    { STR_INIT("tgz"), false },   { STR_INIT("bz2"), false },  { STR_INIT("xz"), false },
    { STR_INIT("exe"), false },   { STR_INIT("msi"), false },  { STR_INIT("apk"), false },
    { STR_INIT("ipa"), false },   { STR_INIT("iso"), false },  { STR_INIT("dmg"), false },
    { STR_INIT("jpg"), false },   { STR_INIT("jpeg"), false }, { STR_INIT("png"), false },
    { STR_INIT("gif"), false },   { STR_INIT("bmp"), false },  { STR_INIT("webp"), false },
    { STR_INIT("svg"), false },   { STR_INIT("ico"), false },  { STR_INIT("tif"), false },
    { STR_INIT("tiff"), false },  { STR_INIT("avif"), false }, { STR_INIT("cur"), false },
    { STR_INIT("mp3"), false },   { STR_INIT("mp4"), false },  { STR_INIT("m4a"), false },
    { STR_INIT("m4v"), false },   { STR_INIT("wav"), false },  { STR_INIT("wma"), false },
    { STR_INIT("wmv"), false },   { STR_INIT("avi"), false },  { STR_INIT("mov"), false },
    { STR_INIT("mpg"), false },   { STR_INIT("mpeg"), false }, { STR_INIT("flv"), false },
    { STR_INIT("f4v"), false },   { STR_INIT("swf"), false },  { STR_INIT("rm"), false },
    { STR_INIT("rmvb"), false },  { STR_INIT("ogg"), false },  { STR_INIT("webm"), false },
    { STR_INIT("m3u8"), false },  { STR_INIT("ts"), false },   { STR_INIT("css"), false },
    { STR_INIT("js"), false },    { STR_INIT("mjs"), false },  { STR_INIT("json"), false },
    { STR_INIT("map"), false },   { STR_INIT("xml"), false },  { STR_INIT("rss"), false },
    { STR_INIT("atom"), false },  { STR_INIT("woff"), false }, { STR_INIT("woff2"), false },
    { STR_INIT("ttf"), false },   { STR_INIT("eot"), false },  { STR_INIT("otf"), false },
    { STR_INIT("dwg"), false },   { STR_INIT("kml"), false },  { STR_INIT("wmf"), false },
    { STR_INIT("psd"), false },   { STR_INIT("aac"), false },
};

static const struct known_ext *find_ext(str name)
{
    size_t dot = str_find_last(name, STR("."));
    if (dot == SIZE_MAX || name.len - dot - 1 > EXT_LEN_MAX)
        return NULL;
    str ext = str_slice(name, dot + 1, name.len);
    for (size_t i = 0; i < ARRAY_LEN(known_exts); i++)
        if (str_eq_nocase(ext, known_exts[i].ext))
            return &known_exts[i];
    return NULL;
}

static str last_segment(str path)
{
    size_t slash = str_find_last(path, STR("/"));
    return slash == SIZE_MAX ? path : str_slice(path, slash + 1, path.len);
}

/* The file a download script names: downfile.jsp?classid=0&filename=1a2b.pdf. */
static const struct known_ext *named_file(str query)
{
    static const str keys[] = { STR_INIT("filename"), STR_INIT("attachname"), STR_INIT("downname") };
    str pair;
    while (query.len && str_cut(&query, '&', &pair)) {
        size_t equal = str_find(pair, STR("="));
        if (equal == SIZE_MAX)
            continue;
        for (size_t i = 0; i < ARRAY_LEN(keys); i++)
            if (str_eq_nocase(str_slice(pair, 0, equal), keys[i]))
                return find_ext(str_slice(pair, equal + 1, pair.len));
    }
    return NULL;
}

static const struct known_ext *ext_of(str address)
{
    str path, query;
    cut_address(address, &path, &query);
    const struct known_ext *own = find_ext(last_segment(path));
    const struct known_ext *named = own && str_has(own->ext, STR("htm")) ? NULL : named_file(query);
    return named ? named : own;
}

/* Letters and digits behind the last dot of a name, lower case; static text only for known ones. */
str url_file_ext(str address)
{
    const struct known_ext *known = ext_of(address);
    return known ? known->ext : (str){ 0 };
}

bool url_is_page(str address, enum link_kind kind)
{
    if (kind == LINK_IMAGE || kind == LINK_SCRIPT || kind == LINK_STYLE || kind == LINK_MEDIA || kind == LINK_FORM)
        return false;
    const struct known_ext *known = ext_of(address);
    return known ? known->page : kind != LINK_OBJECT;
}

/* Whole path segments, or file names without their extension, that act instead of showing. */
static const str action_words[] = {
    STR_INIT("login"),      STR_INIT("logout"),    STR_INIT("logoff"),       STR_INIT("logon"),
    STR_INIT("signin"),     STR_INIT("signout"),   STR_INIT("signup"),       STR_INIT("loginout"),
    STR_INIT("userlogin"),  STR_INIT("dologin"),   STR_INIT("dologout"),     STR_INIT("register"),
    STR_INIT("regist"),     STR_INIT("delete"),    STR_INIT("remove"),       STR_INIT("search"),
    STR_INIT("searchweb"),  STR_INIT("websearch"), STR_INIT("dosearch"),     STR_INIT("fullsearch"),
    STR_INIT("sitesearch"), STR_INIT("jsearch"),   STR_INIT("jsearchfront"), STR_INIT("searchresult"),
    STR_INIT("searchlist"), STR_INIT("searchs"),   STR_INIT("sousuo"),       STR_INIT("ssjg"),
    STR_INIT("captcha"),    STR_INIT("kaptcha"),   STR_INIT("validatecode"), STR_INIT("verifycode"),
    STR_INIT("checkcode"),  STR_INIT("randcode"),  STR_INIT("authcode"),     STR_INIT("unsubscribe"),
    STR_INIT("oauth"),      STR_INIT("oauth2"),    STR_INIT("adminlogin"),   STR_INIT("useradmin"),
};

/* Loaders of lists that only call themselves a search: Hanweb's catalogue, UCAP's column list. */
static const str list_loaders[] = { STR_INIT("/module/xxgk/search.jsp"), STR_INIT("/common/search/") };

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_action_word(str word)
{
    return str_is_any_nocase(word, action_words, ARRAY_LEN(action_words));
}

/* Length of the word at the front of a program's name: "userLogin", "do_delete", "login!input". */
static size_t word_len(str name)
{
    size_t i = 1;
    while (i < name.len && !strchr("_!$", name.ptr[i]) && !(is_upper(name.ptr[i]) && !is_upper(name.ptr[i - 1])))
        i++;
    return i;
}

/* Is one word of a program's name an act that changes something or asks who one is? */
static bool has_act(str name)
{
    static const str acts[] = {
        STR_INIT("login"),  STR_INIT("logout"),  STR_INIT("logoff"), STR_INIT("logon"),
        STR_INIT("signin"), STR_INIT("signout"), STR_INIT("signup"), STR_INIT("delete"),
    };
    while (name.len) {
        size_t len = word_len(name);
        str word = str_slice(name, 0, len);
        while (word.len && strchr("_!$", word.ptr[0]))
            word = str_slice(word, 1, word.len);
        for (size_t i = 0; i < ARRAY_LEN(acts); i++)
            if (str_eq_nocase(word, acts[i]))
                return true;
        name = str_slice(name, len, name.len);
    }
    return false;
}

/* A program, not a page somebody wrote: its name says what it does. */
static bool is_program(str segment)
{
    const struct known_ext *known = find_ext(segment);
    return known && known->page && !str_has(known->ext, STR("htm"));
}

static bool has_action_segment(str path)
{
    str segment;
    while (path.len && str_cut(&path, '/', &segment)) {
        size_t dot = str_find(segment, STR("."));
        size_t jsession = str_find(segment, STR(";"));
        str stem = str_slice(segment, 0, dot < jsession ? dot : jsession);
        if (stem.len && stem.len <= WORD_LEN_MAX &&
            (is_action_word(stem) || (is_program(str_slice(segment, 0, jsession)) && has_act(stem))))
            return true;
    }
    return false;
}

/* method=delete, action=logout, searchword=… */
static bool has_action_query(str query)
{
    static const str verbs[] = { STR_INIT("method"), STR_INIT("action"), STR_INIT("act"), STR_INIT("op"),
                                 STR_INIT("do"),     STR_INIT("cmd"),    STR_INIT("oper") };
    static const str searches[] = { STR_INIT("searchword"), STR_INIT("search_word"), STR_INIT("searchtext"),
                                    STR_INIT("searchkey"), STR_INIT("searchkeyword") };
    str pair;
    while (query.len && str_cut(&query, '&', &pair)) {
        size_t equal = str_find(pair, STR("="));
        str key = str_slice(pair, 0, equal);
        str value = equal == SIZE_MAX ? (str){ 0 } : str_slice(pair, equal + 1, pair.len);
        for (size_t i = 0; i < ARRAY_LEN(searches); i++)
            if (value.len && str_eq_nocase(key, searches[i]))
                return true;
        for (size_t i = 0; i < ARRAY_LEN(verbs); i++)
            if (str_eq_nocase(key, verbs[i]) && (is_action_word(value) || has_act(value)))
                return true;
    }
    return false;
}

bool url_is_action(str address)
{
    str path, query;
    cut_address(address, &path, &query);
    for (size_t i = 0; i < ARRAY_LEN(list_loaders); i++)
        if (str_has_nocase(path, list_loaders[i]))
            return has_action_query(query);
    return has_action_segment(path) || has_action_query(query);
}
