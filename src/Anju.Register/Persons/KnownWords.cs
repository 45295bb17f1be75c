namespace Anju.Register;

/// <summary>
/// The words of dictionaries that are not closed (# of domain specification d): what a sheet says otherwise is kept. Each
/// with the other ways it is written, as <see cref="Anju.Ledgers.OfferedAttribute"/> reads it.
/// </summary>
internal static class KnownWords
{
    /// <summary>民族: the names of GB/T 3304-1991, as in the plan pack.</summary>
    public const string Ethnicities =
        "汉族/汉 蒙古族/蒙古 回族/回 藏族/藏 维吾尔族/维吾尔 苗族/苗 彝族/彝 壮族/壮 布依族/布依 朝鲜族/朝鲜 满族/满 侗族/侗 瑶族/瑶 白族/白 土家族/土家 哈尼族/哈尼 "
        + "哈萨克族/哈萨克 傣族/傣 黎族/黎 傈僳族/傈僳 佤族/佤 畲族/畲 高山族/高山 拉祜族/拉祜 水族/水 东乡族/东乡 纳西族/纳西 景颇族/景颇 柯尔克孜族/柯尔克孜 土族/土 "
        + "达斡尔族/达斡尔 仫佬族/仫佬 羌族/羌 布朗族/布朗 撒拉族/撒拉 毛南族/毛南 仡佬族/仡佬 锡伯族/锡伯 阿昌族/阿昌 普米族/普米 塔吉克族/塔吉克 怒族/怒 乌孜别克族/乌孜别克 "
        + "俄罗斯族/俄罗斯 鄂温克族/鄂温克 德昂族/德昂 保安族/保安 裕固族/裕固 京族/京 塔塔尔族/塔塔尔 独龙族/独龙 鄂伦春族/鄂伦春 赫哲族/赫哲 门巴族/门巴 珞巴族/珞巴 "
        + "基诺族/基诺 其他 外国血统中国籍人士";

    /// <summary>政治面貌: the names of GB/T 4762-1984, as in the plan pack.</summary>
    public const string Political =
        "中国共产党党员/中共党员/党员/共产党员 中国共产党预备党员/中共预备党员/预备党员 中国共产主义青年团团员/共青团员/团员 中国国民党革命委员会会员/民革会员/民革党员/民革 "
        + "中国民主同盟盟员/民盟盟员/民盟 中国民主建国会会员/民建会员/民建 中国民主促进会会员/民进会员/民进 中国农工民主党党员/农工党党员/农工党 中国致公党党员/致公党党员/致公党 "
        + "九三学社社员/九三学社 台湾民主自治同盟盟员/台盟盟员/台盟 无党派民主人士/无党派人士/无党派 群众/一般群众/普通居民";

    /// <summary>残疾类别/等级: the seven kinds and four grades of GB/T 26341-2010, which also end the number of the card.</summary>
    public const string Disabilities =
        "视力一级/视力残疾一级/视力1级/视力残疾1级 视力二级/视力残疾二级/视力2级/视力残疾2级 视力三级/视力残疾三级/视力3级/视力残疾3级 视力四级/视力残疾四级/视力4级/视力残疾4级 "
        + "听力一级/听力残疾一级/听力1级/听力残疾1级 听力二级/听力残疾二级/听力2级/听力残疾2级 听力三级/听力残疾三级/听力3级/听力残疾3级 听力四级/听力残疾四级/听力4级/听力残疾4级 "
        + "言语一级/言语残疾一级/言语1级/言语残疾1级 言语二级/言语残疾二级/言语2级/言语残疾2级 言语三级/言语残疾三级/言语3级/言语残疾3级 言语四级/言语残疾四级/言语4级/言语残疾4级 "
        + "肢体一级/肢体残疾一级/肢体1级/肢体残疾1级 肢体二级/肢体残疾二级/肢体2级/肢体残疾2级 肢体三级/肢体残疾三级/肢体3级/肢体残疾3级 肢体四级/肢体残疾四级/肢体4级/肢体残疾4级 "
        + "智力一级/智力残疾一级/智力1级/智力残疾1级 智力二级/智力残疾二级/智力2级/智力残疾2级 智力三级/智力残疾三级/智力3级/智力残疾3级 智力四级/智力残疾四级/智力4级/智力残疾4级 "
        + "精神一级/精神残疾一级/精神1级/精神残疾1级 精神二级/精神残疾二级/精神2级/精神残疾2级 精神三级/精神残疾三级/精神3级/精神残疾3级 精神四级/精神残疾四级/精神4级/精神残疾4级 "
        + "多重一级/多重残疾一级/多重1级/多重残疾1级 多重二级/多重残疾二级/多重2级/多重残疾2级 多重三级/多重残疾三级/多重3级/多重残疾3级 多重四级/多重残疾四级/多重4级/多重残疾4级";

    /// <summary>致贫原因: the causes that the register of poor households (建档立卡) asks for.</summary>
    public const string PovertyCauses =
        "因病/疾病/患病 因残/残疾 因学/上学 因灾/灾害 缺土地/缺地 缺水 缺技术/缺乏技术/缺技能 缺劳力/缺劳动力/缺乏劳动力 缺资金/缺乏资金 "
        + "交通条件落后/交通落后/交通不便 自身发展力不足/自身发展动力不足/内生动力不足 其他";

    /// <summary>保留理由 of an old house: the plan's three (M16-4), and what else a rule allows.</summary>
    public const string RetentionReasons =
        "连体房 列入传统村落保护目录/传统村落/传统村落保护 具有文化旅游开发价值/文旅价值/文化旅游开发价值/旅游开发价值 其他";

    /// <summary>未就业原因: 未工作原因 of the population census (2010, table 4-20), in its order.</summary>
    public const string ReasonsNotWorking =
        "在校学习/上学/在校 丧失工作能力/丧失劳动能力 毕业后未工作/毕业未就业 因单位原因失去工作/企业停工/企业裁员/单位倒闭 "
        + "因本人原因失去工作/主动辞职/辞职 承包土地被征用/土地被征用 离退休/退休 料理家务/照顾老人小孩/照顾家人/带小孩/照顾老人 其他";

    /// <summary>返乡原因: no published list was found; these are offered because sheets say them, and others are kept.</summary>
    public const string ReturnReasons =
        "春节返乡/过年返乡 合同到期/合同期满 企业停工/企业裁员/停工停产 照顾家人/返乡照顾家人/照顾老人小孩 身体原因/因病/生病 返乡创业/回乡创业 其他";
}
