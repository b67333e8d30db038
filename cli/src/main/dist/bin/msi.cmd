@echo off
rem Runs the msi command of an unpacked archive, with the Java runtime of the archive if it has one.
rem Like the launcher msi for other systems; a path is only used within quotes, since it can contain ) and &.
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIRECTORY=%~dp0.."
set "JAR=%HOME_DIRECTORY%\lib\msi.jar"
set "JAVA="
if exist "%HOME_DIRECTORY%\runtime\bin\java.exe" set "JAVA=%HOME_DIRECTORY%\runtime\bin\java.exe"
if not defined JAVA if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
rem Searches Path only. By its name, a program would be searched in the current directory first.
if not defined JAVA for %%J in (java.exe) do set "JAVA=%%~$Path:J"
if not defined JAVA goto missing
if not exist "%JAVA%" goto missing

rem Reads the version from the file that every JDK has, because starting Java takes longer than the command.
set "VERSION="
set "RELEASE="
for %%J in ("%JAVA%") do set "RELEASE=%%~dpJ..\release"
if exist "%RELEASE%" for /f "usebackq tokens=1,2 delims==" %%A in ("%RELEASE%") do if "%%A"=="JAVA_VERSION" set "VERSION=%%~B"
if not defined VERSION for /f "tokens=2,3" %%A in ('^""%JAVA%" -version 2^>^&1^"') do if "%%A"=="version" set "VERSION=%%~B"
set "MAJOR=0"
if defined VERSION for /f "delims=.+-_" %%M in ("%VERSION%") do set /a "MAJOR=%%M" 2>nul
if %MAJOR% LSS 17 goto old

rem A short command starts faster with the first compiler only, which compiles what runs often, with a collector that
rem needs no threads, and without the file of its counters.
set "SHORT=-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=8 -XX:-UsePerfData"
rem Java accepts one collector only, and these variables can select another one.
if not defined JAVA_TOOL_OPTIONS if not defined JDK_JAVA_OPTIONS set "SHORT=%SHORT% -XX:+UseSerialGC"
set "FLAGS=%SHORT%"
set "PART="
if "%~1 %~2"=="local start" set "PART=-server"
if "%~1 %~2"=="local up" set "PART=-server"
if "%~1 %~2"=="local run" set "PART=-server"
if defined PART set "FLAGS="

rem The archive has the parsed and verified classes of the command, with which it starts faster; the classes of a local
rem Azure have one of their own, because a small one loads faster. Java ignores an archive that does not fit. The first
rem command starts a process that makes both; after a failure the lock prevents another try.
set "ARCHIVE="
if "%MSI4J_CLASS_ARCHIVE%"=="off" goto ready
if not defined LOCALAPPDATA goto ready
set "MAKE=-XX:ArchiveClassesAtExit"
set "USE=-XX:SharedArchiveFile"
set "QUIET=-Xlog:cds*=off"
if %MAJOR% GEQ 25 set "MAKE=-XX:AOTCacheOutput"
if %MAJOR% GEQ 25 set "USE=-XX:AOTCache"
if %MAJOR% GEQ 25 set "QUIET=-Xlog:aot*=off -Xlog:cds*=off"
for %%F in ("%JAR%") do set "ARCHIVES=%LOCALAPPDATA%\msi4j\classes-%VERSION%-%%~zF"
set "ARCHIVE=%ARCHIVES%%PART%"
if exist "%ARCHIVE%" goto ready
if not exist "%LOCALAPPDATA%\msi4j\" mkdir "%LOCALAPPDATA%\msi4j" 2>nul
mkdir "%ARCHIVES%.lock" 2>nul && start "" /b /low "%JAVA%" "%MAKE%=%ARCHIVES%-server" -cp "%JAR%" dev.msi4j.cli.ArchiveTraining "%JAVA%" %SHORT% "%MAKE%=%ARCHIVES%" -cp "%JAR%" dev.msi4j.cli.ArchiveTraining <nul >nul 2>&1
set "ARCHIVE="

:ready
if not "%~1"=="demo" goto run
set "FLAGS="
set "ARCHIVE="
set "JAR=%HOME_DIRECTORY%\lib\msi-demo.jar"

:run
if defined ARCHIVE goto archived
"%JAVA%" %FLAGS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:archived
"%JAVA%" %FLAGS% %QUIET% "%USE%=%ARCHIVE%" "-Dmsi.archive=%USE%=%ARCHIVE%" -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:missing
echo msi: no Java found: install Java 17 or newer, or set JAVA_HOME.>&2
exit /b 1

:old
echo msi: Java %MAJOR% is too old: set JAVA_HOME to Java 17 or newer.>&2
exit /b 1
