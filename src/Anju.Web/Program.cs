using Anju.Web.Commands;

return await CommandLine.RunAsync(args);
