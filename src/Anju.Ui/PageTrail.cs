using Anju.Kernel;
using Microsoft.AspNetCore.Http;

namespace Anju.Ui;

/// <summary>Pages that show one record tell the log when they are opened; a form posted on them leaves its trace in the journal.</summary>
public static class PageTrail
{
    public static Task OpenedAsync(this Trail trail, HttpContext? context, string what, Record record) =>
        context is null || HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? trail.ViewedAsync(what, record, context?.RequestAborted ?? default)
            : Task.CompletedTask;
}
