using System.Text;

namespace HarnessCollab.Settings;

/// <summary>Asks a person at a terminal for a text, and does not show what is typed.</summary>
public static class SecretPrompt
{
    public static string Ask(string question)
    {
        // The first access to the keyboard turns its echo off. It comes before the question, so that a quick answer is not shown either.
        _ = Console.KeyAvailable;
        Console.Error.Write($"{question}: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
