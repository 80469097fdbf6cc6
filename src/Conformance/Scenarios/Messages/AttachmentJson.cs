using System.Text.Json;

namespace Ballast.Conformance.Scenarios;

/// <summary>The message of an attachment.</summary>
internal static class AttachmentJson
{
    public static void Write(EnvelopeLines lines, Attachment attachment, Action<Utf8JsonWriter> owner) => lines.Write("attachment", json =>
    {
        owner(json);
        if (attachment.Text is { } text)
            json.WriteString("body", text);
        else
            json.WriteBase64String("body", attachment.Bytes.Span);
        json.WriteString("contentEncoding", attachment.Text is null ? "BASE64" : "IDENTITY");
        json.WriteString("mediaType", attachment.MediaType);
        json.WriteOptional("fileName", attachment.FileName);
        json.WriteTimestamp(attachment.At);
    });
}
