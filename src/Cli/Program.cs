using Ballast.Cli;

return (int)await BallastCommand.RunAsync(args, new Terminal(Console.Out, Console.Error, Console.OpenStandardOutput) { Input = Console.In });
