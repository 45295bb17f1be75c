using Anju.Ledgers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Anju.Web;

/// <summary>Describes the parameters of the ledgers' lists, which follow from their columns.</summary>
internal sealed class LedgerParameters : IOpenApiOperationTransformer
{
    private static readonly (string Name, string Words)[] Frame =
    [
        ("q", "编号开头；姓名和证件号码不能写在网址里，请用 POST …/search"), ("county", "县市区代码或名称"), ("site", "安置点编码"), ("sort", "按哪一列排序"), ("desc", "true 为降序"),
        ("after", "从这条记录之后开始"), ("before", "到这条记录之前为止"), ("end", "true 为最后一页"), ("size", $"每页行数，1 至 {LedgerQuery.LargestPage}"),
    ];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var ledger = context.Description.ActionDescriptor.EndpointMetadata.OfType<LedgerDefinition>().FirstOrDefault();
        if (ledger is null || context.Description.HttpMethod != "GET" || context.Description.ParameterDescriptions.Count > 0)
        {
            return Task.CompletedTask;
        }

        var columns = ledger.Columns.Where(column => column is { Mask: null, Computed: false }).SelectMany(column => column.Kind
            is ColumnKind.Date or ColumnKind.Month or ColumnKind.Money or ColumnKind.WholeNumber or ColumnKind.Number or ColumnKind.LandArea or ColumnKind.FloorArea
                ? new (string, string)[] { (column.Parameter, column.Title), (column.Parameter + ".from", $"{column.Title}不小于"), (column.Parameter + ".to", $"{column.Title}不大于") }
                : [(column.Parameter, column.Title)]);
        operation.Parameters = [.. Frame.Concat(columns).Select(parameter => new OpenApiParameter
        {
            Name = parameter.Item1,
            Description = parameter.Item2,
            In = ParameterLocation.Query,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        })];
        return Task.CompletedTask;
    }
}
