using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Anju.Kernel;

/// <summary>What the database says no to, in words for the person who asked.</summary>
public static class Refusals
{
    public static Refusal Conflict { get; } = new("CONFLICT", "这条记录刚刚被别人改过，请核对双方的修改后再保存。");

    public static Refusal NotFound { get; } = new("NOT_FOUND", "没有找到这条记录，它可能已被删除，或不在您的管辖范围内。");

    /// <summary>Of what an actor must have been <see cref="Actor.Confirmed"/> for.</summary>
    public static Refusal Unconfirmed { get; } = new("STEP_UP", "这一步要先再次确认身份，确认后 5 分钟内办理。");

    /// <summary>Null when the exception is not a refusal but a fault, which must not be swallowed.</summary>
    public static Refusal? From(Exception problem) => problem switch
    {
        DbUpdateConcurrencyException => Conflict,
        OutOfScopeException => NotFound,
        DbUpdateException { InnerException: { } inner } => From(inner),
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } unique => Duplicate(unique.Message),
        SqliteException { SqliteExtendedErrorCode: 787 or 1811 } => Missing,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique => Duplicate(unique.ConstraintName ?? ""),
        PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => Missing,
        PostgresException { SqlState: PostgresErrorCodes.StringDataRightTruncation } => TooLong,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => Conflict,
        _ => null,
    };

    /// <summary>The last net: the rules of a record name the field before it comes to this.</summary>
    private static Refusal TooLong { get; } = new("TOO_LONG", "有一项填写的文字超过了规定的长度，请缩短后再保存。");

    private static Refusal Missing { get; } = new("REFERENCE", "所引用的记录不存在，或者还有其他记录引用着它。请先处理相关记录。");

    /// <summary>SQLite names the columns, PostgreSQL the index; both hold the table and column names.</summary>
    private static Refusal Duplicate(string where) => new(
        "DUPLICATE",
        where switch
        {
            _ when where.Contains("id_number", StringComparison.Ordinal) => "这个证件号码已经登记在另一个人名下，请核对号码或先处理原记录。",
            _ when where.Contains("head", StringComparison.Ordinal) || where.Contains("person.household_id", StringComparison.Ordinal) =>
                "一户只能有一位在册户主，请通过“变更户主”办理。",
            _ when where.Contains("code", StringComparison.Ordinal) => "这个编码（编号）已经有人使用，请换一个编号或修改原记录。",
            _ => "已经有一条相同的记录，请修改原记录，不要重复登记。",
        });
}
