using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Anju.Kernel;

internal sealed class MonthText() : ValueConverter<Month, string>(month => month.ToString(), text => Month.Parse(text, null));

internal sealed class YuanCents() : ValueConverter<Yuan, long>(yuan => yuan.Cents, cents => new Yuan(cents));

internal sealed class MuTenThousandths() : ValueConverter<Mu, long>(mu => mu.TenThousandths, parts => new Mu(parts));

internal sealed class SquareMetresHundredths() : ValueConverter<SquareMetres, long>(area => area.Hundredths, parts => new SquareMetres(parts));

/// <summary>Times are stored and read as UTC.</summary>
internal sealed class UtcTime() : ValueConverter<DateTime, DateTime>(
    time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
