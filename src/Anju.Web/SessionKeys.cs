using System.Text;
using System.Xml.Linq;
using Anju.Kernel;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Anju.Web;

/// <summary>Keys of cookies and forms lie in their file sealed by the ring: whoever copies the file signs nobody in.</summary>
internal sealed class SessionKeySealing(KeyRing keys) : IXmlEncryptor
{
    public static ReadOnlySpan<byte> Seat => "keys of sessions"u8;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement(
            "sealed",
            Convert.ToBase64String(keys.Seal(KeyPurpose.Protection, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Seat))),
        typeof(SessionKeyOpening));
}

/// <summary>Opens them again. The framework makes one by its name, which stands in the file.</summary>
internal sealed class SessionKeyOpening(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(Encoding.UTF8.GetString(
        services.GetRequiredService<KeyRing>().Open(KeyPurpose.Protection, Convert.FromBase64String(encryptedElement.Value), SessionKeySealing.Seat)));
}
