namespace Anju.Register.HouseholdFile;

/// <summary>What a page says after one of the household's actions; the address carries the code, never the words.</summary>
internal static class FileActions
{
    public static string? DoneText(string? code) => code switch
    {
        "created" => "新户已登记。",
        "verified" => "月度核实已记录。",
        "added" => "成员已登记入户。",
        "removed" => "成员已登记离户。",
        "head" => "户主已变更。",
        "split" => "分户已办理，这是新立的户。请补充它自己的收入、监测和低收入类别、住房等情况。",
        "merged" => "并户已办理，成员已全部并入本户。",
        "moved" => "本户已迁往新的安置点。",
        "undone" => "那次变动已撤销，名册和有关记录已恢复到变动之前。",
        "dated" => "变动的日期已更正。",
        "dissolved" => "本户已销户。",
        _ => null,
    };
}
