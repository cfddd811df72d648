/* SPDX-License-Identifier: MIT */
/* Words for people: what became of an address, and how a link is called that has no text. */
#ifndef RULES_SAY_H
#define RULES_SAY_H
#include "rules/check.h"

str say_outcome(struct arena *a, enum outcome outcome, int status); /* 服务器答 404（找不到）, 域名不存在 … */
str say_file_kind(enum file_kind kind);     /* PDF 文件, 网页, 一段程序用的数据（JSON） … */
str say_tls(str problem);                   /* 证书已过期 … of a tls_problem */
/* Day and time of a run's n-th second, 2026-11-20 10:02:03; empty if the start is none. */
str say_moment(struct arena *a, str started, uint32_t seconds);
/* 链接“办事指南”, 图片“banner.jpg”, 样式文件“print.css” */
str say_link(struct arena *a, enum link_kind kind, str text, str address);

#endif
