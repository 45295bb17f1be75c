using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Anju.Kernel;

/// <summary>
/// Makes tables on SQLite. One that is nothing but its key is its own index: without row numbers beside it half as much is
/// written, and an import writes three such rows for each person.
/// </summary>
internal sealed class SqliteTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    private const string OnlyKey = "Anju:OnlyKey";

    public static void IsOnlyKey<T>(EntityTypeBuilder<T> entity)
        where T : class => entity.HasAnnotation(OnlyKey, true);

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        if (model?.GetRelationalModel().FindTable(operation.Name, operation.Schema)?.EntityTypeMappings.Any(mapping => mapping.TypeBase.FindAnnotation(OnlyKey) is not null) == true)
        {
            builder.Append(" WITHOUT ROWID");
        }

        if (terminate)
        {
            builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
            EndStatement(builder);
        }
    }
}
