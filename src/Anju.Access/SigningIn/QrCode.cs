using QRCoder;

namespace Anju.Access;

/// <summary>A QR code as a picture that stands in the page itself: what it says is a secret and gets no address.</summary>
internal static class QrCode
{
    public static string DataOf(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(pixelsPerModule: 6));
    }
}
