namespace HarnessCollab.Provider.Declarations;

/// <summary>Text, with an optional rule that normalises it or reports a problem.</summary>
internal sealed class TextType(TextRule? rule = null) : PropertyType
{
    /// <summary>In UTF-16 code units: no value that we keep is longer.</summary>
    private const int MaxLength = 65_536;

    public override PropertyValue? Check(PropertyValue value, CheckPath path)
    {
        if (value is not StringValue { Value: var text })
        {
            return path.Refuse<PropertyValue>(ErrorCodes.WrongType, $"must be a string, not {ValueNames.Of(value)}.");
        }

        var problem = text.Length > MaxLength ? $"is {text.Length} characters long; at most {MaxLength} are allowed."
            : TextProblems.ControlCharacter(text);
        return problem is not null ? path.Refuse<PropertyValue>(ErrorCodes.BadText, problem, valueMayHoldSecret: true)
            : rule is null ? value
            : rule(text, path) is { } normalised ? PropertyValue.Of(normalised)
            : null;
    }
}

/// <summary>Normalises a text, or reports a problem through the path and returns null.</summary>
internal delegate string? TextRule(string text, CheckPath path);

internal sealed class FlagType : PropertyType
{
    public override PropertyValue? Check(PropertyValue value, CheckPath path) => value is BoolValue
        ? value
        : path.Refuse<PropertyValue>(ErrorCodes.WrongType, $"must be true or false, not {ValueNames.Of(value)}.");

    public override PropertyValue FromText(string text) =>
        bool.TryParse(text, out var flag) ? PropertyValue.Of(flag) : PropertyValue.Of(text);
}

/// <summary>A number between a minimum and a maximum.</summary>
internal sealed class NumberType(double minimum, double maximum, string unit) : PropertyType
{
    public override PropertyValue? Check(PropertyValue value, CheckPath path) =>
        value is NumberValue { Value: var number } && number >= minimum && number <= maximum ? value : path.Refuse<PropertyValue>(
            value is NumberValue ? ErrorCodes.OutOfRange : ErrorCodes.WrongType,
            string.Create(CultureInfo.InvariantCulture, $"must be a number of {unit} from {minimum} to {maximum}, not {ValueNames.Of(value)}."));

    public override PropertyValue FromText(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? PropertyValue.Of(number) : PropertyValue.Of(text);
}

/// <summary>A calendar date, written YYYY-MM-DD.</summary>
internal sealed class DateType : PropertyType
{
    public const string Format = "yyyy-MM-dd";

    public override PropertyValue? Check(PropertyValue value, CheckPath path)
    {
        var text = (value as StringValue)?.Value;
        if (DateOnly.TryParseExact(text?.Trim(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return PropertyValue.Of(Write(date));
        }

        return path.Refuse<PropertyValue>(
            ErrorCodes.BadDate,
            text is not null && HasForm(text.Trim())
                ? $"is {path.Show(text)}, which is not a day of the calendar."
                : $"must be a date as YYYY-MM-DD, for example 2027-01-31, not {(text is null ? ValueNames.Of(value) : path.Show(text))}.");
    }

    // Checks the form YYYY-MM-DD only, not whether the date exists.
    private static bool HasForm(string text) =>
        text.Length == Format.Length
        && text.Select((character, at) => Format[at] == '-' ? character == '-' : char.IsAsciiDigit(character)).All(fits => fits);

    public static string Write(DateOnly date) => date.ToString(Format, CultureInfo.InvariantCulture);

    public static DateOnly Read(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}
