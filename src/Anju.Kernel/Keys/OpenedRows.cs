using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace Anju.Kernel;

#pragma warning disable EF1001 // The service is EF's own and made to be extended; an interceptor instead makes two delegates for every column of every row (ADR 0013).

/// <summary>Has the encrypted texts of a row opened in the same expression that makes the row.</summary>
internal sealed class OpenedRows(StructuralTypeMaterializerSourceDependencies dependencies) : StructuralTypeMaterializerSource(dependencies), IStructuralTypeMaterializerSource
{
    private static readonly MethodInfo Open = typeof(Sealing).GetMethod(nameof(Sealing.Open), BindingFlags.Static | BindingFlags.NonPublic)!;

    Expression IStructuralTypeMaterializerSource.CreateMaterializeExpression(StructuralTypeMaterializerSourceParameters parameters, Expression materializationContextExpression)
    {
        var made = CreateMaterializeExpression(parameters, materializationContextExpression);
        if (parameters.StructuralType is not IEntityType entity)
        {
            return made;
        }

        var values = EncryptedColumns.Of(entity.ClrType).Select(column => entity.FindProperty(EncryptedColumns.Sealed(column.Name))!).ToList();
        if (values.Count == 0 && entity.ClrType != typeof(JournalEntry))
        {
            return made;
        }

        var row = Expression.Variable(made.Type, "opened");
        var read = Expression.Call(materializationContextExpression, MaterializationContext.GetValueBufferMethod);
        return Expression.Block(
            [row],
            Expression.Assign(row, made),
            Expression.Call(
                Open,
                Expression.Property(materializationContextExpression, nameof(MaterializationContext.Context)),
                Expression.Convert(row, typeof(object)),
                Expression.NewArrayInit(typeof(byte[]), values.Select(value => read.CreateValueBufferReadValueExpression(typeof(byte[]), value.GetIndex(), value)))),
            row);
    }
}
