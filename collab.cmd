@echo off
rem Runs collab from source: builds it when a source file is newer than the last build, then runs it. Works from any folder.
setlocal
set "ROOT=%~dp0"
set "PROJECT=%ROOT%sdk\local\HarnessCollab.Cli"
set "PROGRAM=%PROJECT%\bin\Debug\net10.0\collab.exe"
set "STAMP=%PROJECT%\obj\collab.stamp"
set "LOCK=%PROJECT%\obj\collab.lock"
call :stale || goto run
where dotnet >nul 2>nul
if errorlevel 1 (
  echo error: collab needs the .NET 10 SDK, and there is no dotnet on the PATH: https://dotnet.microsoft.com/download 1>&2
  exit /b 1
)
if not exist "%PROJECT%\obj" mkdir "%PROJECT%\obj"
set "WAITED="
:lock
set "ENDED="
rem Only one can have the lock's file open for writing; it is closed when its holder ends, however that happens.
call :locked 3>&2 2>nul
if not defined ENDED (
  if not defined WAITED echo Waiting for another collab, which builds this folder's... 1>&2
  set "WAITED=1"
  ping -n 2 127.0.0.1 >nul
  goto lock
)
if not "%ENDED%"=="0" exit /b 1
:run
"%PROGRAM%" %*
exit /b %ERRORLEVEL%

:locked
9>"%LOCK%" ( call :build 2>&3 )
exit /b 0

:build
call :stale || set "ENDED=0"
if defined ENDED exit /b 0
echo Building collab... 1>&2
set "LOG=%TEMP%\collab-build-%RANDOM%.log"
set "STARTED=%PROJECT%\obj\collab.started"
type nul >"%STARTED%"
dotnet build "%PROJECT%" -nologo -v:quiet -nodeReuse:false >"%LOG%" 2>&1 <nul
set "ENDED=%ERRORLEVEL%"
if not "%ENDED%"=="0" (
  type "%LOG%" 1>&2
  echo error: collab could not be built: the messages are above 1>&2
) else (
  rem As old as the start of the build: what was edited meanwhile is built the next time.
  move /y "%STARTED%" "%STAMP%" >nul
)
del "%LOG%"
exit /b 0

rem Succeeds when there is something to build.
:stale
if not exist "%PROGRAM%" exit /b 0
if not exist "%STAMP%" exit /b 0
powershell -NoProfile -NonInteractive -Command "$s = (Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; $names = 'sdk/local/HarnessCollab.Cli', 'sdk/local/HarnessCollab.Engine', 'provider/HarnessCollab.CommandLine', 'provider/HarnessCollab.Common', 'provider/HarnessCollab.GrpcServer', 'provider/HarnessCollab.Protocol', 'provider/HarnessCollab.Settings', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'provider/Directory.Build.props', 'global.json', '.editorconfig'; foreach ($name in $names) { foreach ($file in Get-ChildItem -LiteralPath (Join-Path $env:ROOT $name) -Recurse -File) { if ($file.FullName -notmatch '[\\/](bin|obj)[\\/]' -and $file.LastWriteTimeUtc -gt $s) { exit 0 } } }; exit 1"
exit /b %ERRORLEVEL%
