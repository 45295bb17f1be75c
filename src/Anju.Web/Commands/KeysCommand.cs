using System.CommandLine;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Web.Commands;

/// <summary><c>keys</c>: which keys there are, change them, remove those that nothing needs any more.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var list = new Command("list", "列出各用途的密钥版本");
        list.SetAction((parsed, cancellation) => WithAsync(parsed, ListAsync, cancellation));
        var rotate = new Command("rotate", "换用新密钥，并把已有内容改用新密钥保存；可在使用中进行，中断后再执行会接着做");
        rotate.SetAction((parsed, cancellation) => WithAsync(parsed, RotateAsync, cancellation));
        var retire = new Command("retire", "删除已没有内容使用的旧密钥");
        retire.SetAction((parsed, cancellation) => WithAsync(parsed, RetireAsync, cancellation));
        return new Command("keys", "密钥：查看、轮换、删除旧密钥") { list, rotate, retire };
    }

    private static async Task<int> WithAsync(ParseResult parsed, Func<Databases, CancellationToken, Task<int>> act, CancellationToken cancellation)
    {
        var databases = new Databases(CommonOptions.AddressOf(parsed), Product.Modules);
        await databases.MigrateAsync(cancellation);
        return await act(databases, cancellation);
    }

    private static async Task<int> ListAsync(Databases databases, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        foreach (var key in await db.Set<DataKey>().AsNoTracking().OrderBy(key => key.Purpose).ThenBy(key => key.Version).ToListAsync(cancellation))
        {
            await Console.Out.WriteLineAsync($"{TermTitles.Of(key.Purpose)}\t第 {key.Version} 版\t{key.Algorithm}\t{Ui.Format.Moment(key.MadeAt)}");
        }

        return 0;
    }

    private static async Task<int> RotateAsync(Databases databases, CancellationToken cancellation)
    {
        using var log = new SecurityLog(databases, TimeProvider.System);
        var outcome = await new Rotation(databases, Product.Modules, log, TimeProvider.System).RunAsync(
            new Progress<long>(done => Console.Error.Write($"\r已改用新密钥 {done:N0} 项")), cancellation);
        await Console.Error.WriteLineAsync();
        await Console.Out.WriteLineAsync(outcome.Begun
            ? $"已启用新密钥，{outcome.Renewed:N0} 项内容已改用新密钥保存。确认各进程运行正常后，执行 keys retire 删除旧密钥。"
            : $"接着完成了上次的轮换，{outcome.Renewed:N0} 项内容已改用新密钥保存。执行 keys retire 删除旧密钥后，才能再次轮换。");
        return 0;
    }

    private static async Task<int> RetireAsync(Databases databases, CancellationToken cancellation)
    {
        using var log = new SecurityLog(databases, TimeProvider.System);
        var outcome = await new Rotation(databases, Product.Modules, log, TimeProvider.System).RetireAsync(cancellation);
        if (outcome.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 2;
        }

        await Console.Out.WriteLineAsync(outcome.Value == 0 ? "没有可以删除的旧密钥。" : $"已删除旧密钥 {outcome.Value} 个。旧备份中的内容需要备份当时的密钥才能打开。");
        return 0;
    }
}
