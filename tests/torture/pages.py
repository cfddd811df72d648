# SPDX-License-Identifier: MIT
"""Hosts, names, bytes and pages that the parts of the torture site share."""
import itertools

MAIN = "www.qiaoliqu.gov.cn"
BASE = "http://" + MAIN
FILES = "files.qiaoliqu.gov.cn"      # an own sub-host
GOOD = "www.haolin-demo.cn"          # an outside host that is well
PLACES = ("防汛", "校车", "供水", "供暖", "公交", "医保", "社保", "养老", "低保", "助残", "禁毒", "消防", "食品", "药品", "水库", "公园", "图书", "体育", "环卫", "绿化", "种粮", "农机", "林业", "渔业")
MATTERS = ("值班安排", "工作通报", "服务指南", "办理结果", "名单公示", "检查情况", "热线电话", "申报说明", "培训计划", "验收报告", "活动预告", "收费标准", "监督评议", "投诉渠道", "巡查记录", "经费决算", "物资储备", "技能竞赛", "志愿招募", "季度简报", "整改清单", "考核结果", "项目进展", "装备采购",
           "宣传月报", "座谈纪要", "隐患台账", "便民提示", "年度目标", "会议安排")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082")
RUISHU = """<html><head><meta content="{qt9a" r='m'><script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=71;</script><script charset="iso-8859-1" src="/K2a/q9/c.81be33f.js" r='m'></script></head><body></body></html>"""
JIASULE = "<script>document.cookie=('_')+('_')+('jsl_clearance=7');location.href=location.pathname+location.search</script>"
ALIYUN = '<html><head><title>405</title></head><body><div>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</div><img src="https://errors.aliyun.com/images/x.png"></body></html>'


def page(title, body="", head=""):
    return (f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="乔里区人民政府"><meta name="SiteDomain" content="{MAIN}"><meta name="ArticleTitle" content="{title}">'
            f'<meta name="PubDate" content="2026-11-02 10:00">{head}<title>{title}_乔里区人民政府</title></head><body><h1>{title}</h1><p>发布时间：2026-11-02</p>'
            f'<div class="TRS_Editor"><p>{title}的具体内容如下，请有关单位和群众知悉，遇有变动以现场公告为准。</p>{body}</div></body></html>')


OLE, ZIP, RAR = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, b"PK\3\4\x14\0" + b"\0" * 80, b"Rar!\x1a\7\1\0" + b"\0" * 60
JPG, GIF, WEBP = bytes.fromhex("ffd8ffe000104a464946") + b"\0" * 90, b"GIF89a\1\0\1\0\0\0\0;", b"RIFF\x40\0\0\0WEBPVP8 " + b"\0" * 60
JSON_ERROR = '{"code":500,"msg":"文件不存在或已被移动","data":null}'
TYPES = {"pdf": "application/pdf", "doc": "application/msword", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "xls": "application/vnd.ms-excel",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "jpg": "image/jpeg", "png": "image/png", "mp4": "video/mp4", "txt": "text/plain"}


MENU = "".join(f"<a href='/zt/ok.html'>{p}{m}</a> " for p, m in zip(PLACES * 2, itertools.cycle(("服务窗口", "办事大厅", "工作专栏", "咨询投诉", "网上预约"))))


def plain(title, body, menu=False):
    """A page of an application: no tags, no template."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{MENU.replace("/zt/ok.html", "#top") if menu else ""}<div class="main">{body}</div></body></html>'


DETAILS = "<p>办理时限五个工作日，办理地点为政务服务大厅三楼综合窗口，所需材料包括身份证、户口本、申请表和近期照片两张，委托他人办理的另需提交委托书原件。</p>"
