@echo off
rem Runs collab from source: the build does nothing when no source file has changed. Works from any folder.
setlocal
set "PROJECT=%~dp0sdk\local\HarnessCollab.Cli"
set "PROGRAM=%PROJECT%\bin\Debug\net10.0\collab.exe"
set "LOG=%TEMP%\collab-build-%RANDOM%.log"
where dotnet >nul 2>nul
if errorlevel 1 (
  echo error: collab needs the .NET 10 SDK, and there is no dotnet on the PATH: https://dotnet.microsoft.com/download 1>&2
  exit /b 1
)
if not exist "%PROGRAM%" echo Building collab... 1>&2
dotnet build "%PROJECT%" -nologo -v:quiet -nodeReuse:false >"%LOG%" 2>&1 <nul
if errorlevel 1 (
  type "%LOG%" 1>&2
  del "%LOG%"
  echo error: collab could not be built: the messages are above 1>&2
  exit /b 1
)
del "%LOG%"
"%PROGRAM%" %*
exit /b %ERRORLEVEL%
