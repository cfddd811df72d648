/* SPDX-License-Identifier: MIT */
/* The corpus: policy files with what is wrong with each, what only stands among them, and what cannot be judged. */
#ifndef TESTS_POLICY_CORPUS_H
#define TESTS_POLICY_CORPUS_H
#include "policy_forms.h"

enum said { SAID_NOTHING, SAID_BACK = 1 << 0, SAID_THERE = 1 << 1, SAID_BOTH = 3 };

struct sample_file {
    const char *name, *date; /* of 关于印发《name》的通知 */
    const char *faults;      /* short names of what is wrong with it; empty: nothing */
    const char *interpreted; /* day of the first interpretation; empty: none */
    const char *title;       /* of that interpretation; %s is the file's name */
    const char *column;      /* it stands in */
    uint32_t forms;          /* expected */
    enum said links;         /* the file links there, the interpretation links back */
    const char *file;        /* its whole title with %s; NULL: 测试区人民政府关于印发《%s》的通知 */
    const char *told;        /* the name as the interpretation writes it; NULL: the same */
    uint32_t odd;            /* mask of enum odd */
};

enum odd {
    ODD_BRACKETS = 1 << 0, /* 测政发【2026】9号 */
    ODD_UNDATED = 1 << 1,  /* no 成文日期 */
    ODD_CLOSED = 1 << 2,   /* no 公开属性 */
    ODD_EXPIRED = 1 << 3,
    ODD_MARKED = 1 << 4,  /* 失效 */
    ODD_SCRIPT = 1 << 5,  /* its related items come by script */
    ODD_COPIED = 1 << 6,  /* the interpretation repeats the text */
    ODD_QUOTED = 1 << 7,  /* … a third of it */
    ODD_PICTURE = 1 << 8, /* the interpretation is a picture with the text's first line */
    ODD_FILM = 1 << 9,
    ODD_IN_PDF = 1 << 10, /* the file's text, and its signature, stand in a PDF */
    ODD_IN_DOC = 1 << 11, /* … in an old document that nobody reads */
    ODD_UNNUMBERED = 1 << 12,
    ODD_ABOVE = 1 << 13, /* numbered by a town: 园政发 */
};

/* 2026: 1-7 October off, 20 September and 10 October worked; 1-5 May off, 9 May worked; 15-23 February off, 14 and 28
 * worked. */
#define ORDINARY NULL, NULL, 0
static const struct sample_file files[] = {
    { "河道保洁管理办法", "2026-03-02", "", "2026-03-02", "《%s》政策解读", "文字解读", FORM_TEXT, SAID_BOTH,
      ORDINARY },
    { "集贸市场改造方案", "2026-03-03", "", "2026-03-06", "一图读懂《%s》", "图文解读", FORM_GRAPHICS, SAID_BOTH,
      ORDINARY },
    { "农村供水管护办法", "2026-03-04", "late", "2026-03-10", "视频解读：《%s》", "视频解读", FORM_VIDEO, SAID_BOTH,
      ORDINARY },
    { "残疾人康复补贴细则", "2026-03-05", "", "2026-03-05", "《%s》新闻发布会", "新闻发布会", FORM_PRESS, SAID_BOTH,
      ORDINARY },
    { "城市绿线管控规定", "2026-03-06", "", "2026-03-11", "政策问答：《%s》", "政策问答", FORM_QUESTIONS, SAID_BOTH,
      ORDINARY },
    { "渔业资源保护办法", "2026-03-09", "", "2026-03-10", "专家解读《%s》", "专家解读", FORM_EXPERT, SAID_BOTH,
      ORDINARY },
    { "早餐网点布局规划", "2026-03-10", "", "2026-03-10", "区商务局主要负责人解读《%s》", "文字解读",
      FORM_HEAD | FORM_TEXT, SAID_BOTH, ORDINARY },
    { "古树名木保护办法", "2026-03-11", "", "2026-03-12", "动漫解读《%s》", "政策解读", FORM_ANIMATION, SAID_BOTH,
      ORDINARY },
    { "企业用工奖励措施", "2026-03-12", "", "2026-03-12", "媒体解读：《%s》释放哪些信号", "政策解读", FORM_MEDIA,
      SAID_BOTH, ORDINARY },
    { "公厕开放管理规定", "2026-03-13", "", "2026-03-13", "《%s》实施后二次解读", "政策解读", FORM_FOLLOW_UP, SAID_BOTH,
      ORDINARY },
    { "视频监控系统管理办法", "2026-03-16", "", "2026-03-16", "《%s》政策解读", "文字解读", FORM_TEXT, SAID_BOTH,
      ORDINARY },
    { "媒体融合发展实施方案", "2026-03-17", "", "2026-03-17", "《%s》解读", "政策解读", FORM_TEXT, SAID_BOTH,
      ORDINARY },
    { "专家库建设管理办法", "2026-03-18", "", "2026-03-18", "图解：《%s》", "政策解读", FORM_GRAPHICS, SAID_BOTH,
      ORDINARY },
    { "校外托管服务方案", "2026-03-19", "", "2026-03-19", "《%s》答记者问", "政策解读", FORM_QUESTIONS, SAID_BOTH,
      ORDINARY },
    { "招商引资评审规程", "2026-03-20", "", "2026-03-20", "短视频｜《%s》说了什么解读", "政策解读", FORM_VIDEO,
      SAID_BOTH, ORDINARY },
    /* working days over holidays */
    { "冬季清雪作业规范", "2026-02-13", "", "2026-02-25", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, ORDINARY },
    { "春耕用水调度方案", "2026-02-13", "late", "2026-02-26", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH,
      ORDINARY },
    { "劳动教育基地办法", "2026-04-30", "", "2026-05-08", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, ORDINARY },
    { "夏季防汛值守规定", "2026-04-30", "late", "2026-05-09", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH,
      ORDINARY },
    { "秸秆综合利用措施", "2026-09-30", "", "2026-10-10", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, ORDINARY },
    { "景区客流疏导预案", "2026-09-30", "late", "2026-10-12", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH,
      ORDINARY },
    { "老旧电梯更新办法", "2026-09-18", "", "2026-09-22", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, ORDINARY },
    /* links */
    { "犬类免疫管理规定", "2026-06-01", "unlinked", "2026-06-01", "《%s》解读", "文字解读", FORM_TEXT, SAID_BACK,
      ORDINARY },
    { "户外广告设置办法", "2026-06-02", "no-backlink", "2026-06-02", "《%s》解读", "文字解读", FORM_TEXT, SAID_THERE,
      ORDINARY },
    { "共享单车停放规定", "2026-06-03", "unlinked no-backlink", "2026-06-03", "《%s》解读", "文字解读", FORM_TEXT,
      SAID_NOTHING, ORDINARY },
    { "农机购置补贴细则", "2026-06-04", "unlinked no-backlink late", "2026-06-30", "图解《%s》", "图文解读",
      FORM_GRAPHICS, SAID_NOTHING, ORDINARY },
    /* none */
    { "烟花爆竹禁放规定", "2026-06-05", "uninterpreted", "", "", "", 0, SAID_NOTHING, ORDINARY },
    { "养老机构星级办法", "2026-06-08", "uninterpreted", "", "", "", 0, SAID_NOTHING, ORDINARY },
    { "村级会计委托办法", "2026-06-09", "uninterpreted", "", "", "", 0, SAID_NOTHING, ORDINARY },
    { "山洪灾害预警办法", "2026-11-16", "uninterpreted", "", "", "", 0, SAID_NOTHING, ORDINARY },
    { "露营营地备案办法", "2026-11-17", "", "", "", "", 0, SAID_NOTHING,
      ORDINARY }, /* its third working day is today */
    { "冰雪场所安全规定", "2026-11-19", "", "", "", "", 0, SAID_NOTHING, ORDINARY },
    /* how files and interpretations are called */
    { "城乡公交一体化实施方案", "2026-07-01", "", "2026-07-01", "《%s》政策解读", "文字解读", FORM_TEXT, SAID_BOTH,
      "测试区人民政府办公室关于印发%s的通知", NULL, 0 },
    { "野外用火", "2026-07-02", "", "2026-07-02", "《关于加强%s管理的通告》解读", "文字解读", FORM_TEXT, SAID_BOTH,
      "测试区人民政府关于加强%s管理的通告", NULL, 0 },
    { "“一窗受理”工作规范（试行）", "2026-07-03", "", "2026-07-03", "图解｜%s", "图文解读", FORM_GRAPHICS, SAID_BOTH,
      NULL, "\"一窗受理\"工作规范", 0 },
    { "２０２６年度食品抽检计划", "2026-07-06", "", "2026-07-06", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL,
      "2026年度食品抽检计划", 0 },
    { "林长制考核办法", "2026-07-07", "", "2026-07-07", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH,
      "关于印发〈%s〉的通知", NULL, 0 },
    { "临时救助实施细则", "2026-07-08", "unlinked no-backlink", "2026-07-08", "关于《%s》的政策解读", "文字解读",
      FORM_TEXT, SAID_NOTHING, "测试区民政局关于印发《%s》的通知", NULL, 0 },
    { "秸秆禁烧方案", "2026-07-09", "", "2026-07-09", "《%s》起草说明", "政策解读", FORM_TEXT, SAID_BOTH,
      "测试区桑园镇人民政府关于印发《%s》的通知", NULL, ODD_ABOVE },
    { "热计量收费办法", "2026-07-10", "", "2026-07-10", "区长解读《%s》", "政策解读", FORM_HEAD, SAID_BOTH, ORDINARY },
    { "家政服务规范", "2026-07-13", "", "2026-07-13", "专家访谈：《%s》怎么看", "政策解读", FORM_EXPERT, SAID_BOTH,
      ORDINARY },
    { "青年公寓申请办法", "2026-07-14", "", "2026-07-14", "动画说政策《%s》", "视频解读", FORM_ANIMATION | FORM_VIDEO,
      SAID_BOTH, ORDINARY },
    { "托育机构补助办法", "2026-07-15", "", "2026-07-15", "《%s》施行一年后续解读", "政策解读", FORM_FOLLOW_UP,
      SAID_BOTH, ORDINARY },
    { "充电桩建设规划", "2026-07-16", "", "2026-07-16", "《%s》媒体聚焦解读", "政策解读", FORM_MEDIA, SAID_BOTH,
      ORDINARY },
    { "惠企资金直达办法", "2026-07-17", "", "2026-07-17", "《%s》百问百答解读", "政策解读", FORM_QUESTIONS, SAID_BOTH,
      ORDINARY },
    /* what is told by the body */
    { "水源地巡查制度", "2026-07-20", "", "2026-07-20", "《%s》解读", "政策解读", FORM_GRAPHICS, SAID_BOTH, NULL, NULL,
      ODD_PICTURE },
    { "消防车通道规定", "2026-07-21", "", "2026-07-21", "《%s》解读", "政策解读", FORM_VIDEO, SAID_BOTH, NULL, NULL,
      ODD_FILM },
    { "登记簿管理办法", "2026-07-22", "copied", "2026-07-22", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL,
      NULL, ODD_COPIED },
    { "台账管理办法", "2026-07-23", "", "2026-07-23", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL, NULL,
      ODD_QUOTED },
    /* elements, validity, attachments, scripts */
    { "门楼牌管理办法", "2026-07-24", "metadata", "2026-07-24", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL,
      NULL, ODD_BRACKETS },
    { "公墓年检办法", "2026-07-27", "metadata", "2026-07-27", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL,
      NULL, ODD_UNDATED },
    { "口袋公园导则规范", "2026-07-28", "metadata", "2026-07-28", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL,
      NULL, ODD_CLOSED },
    { "砂石开采管理办法", "2026-07-29", "metadata", "2026-07-29", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL,
      NULL, ODD_UNNUMBERED },
    { "稳岗返还实施办法", "2026-02-02", "expired", "2026-02-02", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL,
      NULL, ODD_EXPIRED },
    { "消费券发放办法", "2026-02-03", "", "2026-02-03", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL, NULL,
      ODD_EXPIRED | ODD_MARKED },
    { "学位预警办法", "2026-07-30", "copied", "2026-07-30", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL, NULL,
      ODD_IN_PDF | ODD_COPIED | ODD_UNDATED },
    { "疏浚弃土处置办法", "2026-07-31", "", "2026-07-31", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH, NULL, NULL,
      ODD_IN_DOC | ODD_COPIED },
    { "院前急救办法", "2026-08-03", "", "2026-08-03", "《%s》解读", "文字解读", FORM_TEXT, SAID_BACK, NULL, NULL,
      ODD_SCRIPT },
    { "老字号认定办法", "2026-08-04", "", "", "", "", 0, SAID_NOTHING, NULL, NULL, ODD_SCRIPT },
    { "旧车更新补贴办法", "2026-08-05", "", "", "", "", 0, SAID_NOTHING, NULL, NULL, ODD_MARKED },
};

/* Nobody is accused of what could not be judged: rule, file, reason. */
static const struct {
    const char *rule, *file, *reason;
} unknown[] = {
    { "policy.unlinked", "院前急救办法", "javascript-list" },
    { "policy.uninterpreted", "老字号认定办法", "javascript-list" },
    { "policy.expired", "疏浚弃土处置办法", "old-format" },
    { "policy.copied", "疏浚弃土处置办法", "old-format" },
};

/* Titles and numbers that are no policy files of this government's own. */
static const struct {
    const char *title, *number;
} decoys[] = {
    { "关于转发市政府办公室《冬春火灾防控方案》的通知", "测政办发〔2026〕61号" },
    { "山东省人民政府关于印发《数字政府建设规划》的通知", "鲁政发〔2026〕5号" },
    { "国务院办公厅关于印发《政务公开工作要点》的通知", "国办发〔2026〕8号" },
    { "关于王某等同志任免职的通知", "测政任〔2026〕4号" },
    { "关于区政协十届五次会议第12号提案的答复", "测政函〔2026〕9号" },
    { "关于测试区2026年财政预算的批复", "测政发〔2026〕62号" },
    { "关于公布规范性文件清理结果的公告", "测政发〔2026〕63号" },
    { "《噪声污染防治办法》（征求意见稿）公开征求意见", "测政发〔2026〕64号" },
    { "测试区2025年法治政府建设年度报告", "测政发〔2026〕65号" },
    { "国家发展改革委关于印发《充电设施指南》的通知", "发改能源〔2026〕12号" },
    { "枣庄市人民政府办公室关于印发《供水应急预案》的通知", "枣政办发〔2026〕3号" },
    { "我区出台《农村供水管护办法》", "" },
    { "《集贸市场改造方案》正式施行", "" },
    { "《河道采砂规划》新闻发布会举行", "" },
    { "关于调整区河长制领导小组成员的通知", "测政办字〔2026〕4号" },
    { "关于2026年中秋节放假安排的通知", "测政办字〔2026〕5号" },
    { "测试区2026年部门预算公开", "测财发〔2026〕6号" },
    { "关于印发《测试区2026年财政预算》的通知", "测政发〔2026〕66号" },
    { "对区十九届人大五次会议第20号建议的答复", "测教函〔2026〕7号" },
    { "关于《犬只收容规定》的起草说明", "" },
    { "关于表彰2025年度先进单位的决定", "测政发〔2026〕67号" },
};

#endif
