using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Anju.Ui.Gallery;

/// <summary>The pages that show every part of this kit with made-up data. Map them in development only.</summary>
public static class GalleryEndpoints
{
    public static RouteGroupBuilder MapGallery(this IEndpointRouteBuilder endpoints, CountyShapes shapes)
    {
        var gallery = endpoints.MapGroup("/gallery");
        gallery.MapGet("/{page?}", (string? page) => new RazorComponentResult<GalleryDocument>(new { Page = page ?? "desk", Shapes = shapes }));
        gallery.MapPost("/form", () => TypedResults.Redirect("/gallery/list"));
        gallery.MapGet("/events/import", (CancellationToken cancelled) => TypedResults.ServerSentEvents(Import(cancelled), ProgressEvent.Name));
        return gallery;
    }

    private static async IAsyncEnumerable<ProgressEvent> Import([EnumeratorCancellation] CancellationToken cancelled)
    {
        const int Rows = 50_000;
        for (var done = 0; done < Rows; done += 2_500)
        {
            yield return new ProgressEvent(done, Rows, done < Rows / 2 ? "正在读取" : "正在写入", (Rows - done) / 2_500);
            await Task.Delay(200, cancelled);
        }

        yield return new ProgressEvent(Rows, Rows, "已完成", Finished: true, Message: "新增 312 户，修改 1,204 户");
    }
}
